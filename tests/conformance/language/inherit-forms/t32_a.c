int f() { return 1; }
function fp() { return (: f :); }
