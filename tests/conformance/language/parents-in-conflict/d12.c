private inherit "/c"; class k { int b; } 
