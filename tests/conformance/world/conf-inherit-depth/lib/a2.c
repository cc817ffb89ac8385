inherit "/a3";
