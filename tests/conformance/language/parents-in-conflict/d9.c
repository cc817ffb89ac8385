inherit "/e1"; inherit "/e2";
