class p { }
mixed run() { return sizeof(new(class p)); }
