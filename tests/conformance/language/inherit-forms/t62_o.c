function fp() { return (: 5 :); }
