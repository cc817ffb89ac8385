class k { int a; }
