inherit "/a2";
