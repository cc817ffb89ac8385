int g() { return 1; }
function fp() { return (: g :); }
