mixed run() { return ({ 1, ({2,3})..., 4 }); }
