inherit "/a"; inherit "/b";
