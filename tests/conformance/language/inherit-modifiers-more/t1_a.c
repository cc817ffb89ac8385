class c { int x; }
