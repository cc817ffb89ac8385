nomask inherit "/bx"; inherit "/bx";
