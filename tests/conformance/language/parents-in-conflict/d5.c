inherit "/bx"; inherit "/base";
