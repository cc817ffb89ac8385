inherit "/p"; inherit "/bx";
