int f( { }
