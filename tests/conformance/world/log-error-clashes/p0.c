inherit "/ia"; inherit "/ib";
int own() { return 1; }
