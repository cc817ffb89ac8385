mixed x = load_object("/t72_o");
mixed run() { return x; }
