inherit "/hidden";
mixed run() { return code_of(make_secret()); }
