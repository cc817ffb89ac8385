inherit "/a5";
