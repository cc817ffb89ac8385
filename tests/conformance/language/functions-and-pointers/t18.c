mixed run() { return ({ ({})... }); }
