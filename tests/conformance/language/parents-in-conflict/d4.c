inherit "/base"; inherit "/bx";
