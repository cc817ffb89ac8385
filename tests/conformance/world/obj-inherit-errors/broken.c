int g() { return nosuch; }
