inherit "/c"; class k { int a; }
