inherit "/a4";
