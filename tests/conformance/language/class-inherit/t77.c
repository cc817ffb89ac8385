class empty { }
mixed run() { class empty e = new(class empty); return classp(e); }
