mixed run() { mixed f = (: $1 :); return ([f:1])[f]; }
