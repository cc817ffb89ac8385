mixed run() { return (: 5 :)(); }
