inherit "/plain";
