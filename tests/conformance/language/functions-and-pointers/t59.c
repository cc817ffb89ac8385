mixed g(mixed *x) { x[0] = 5; x += ({1}); return x; }
mixed run() { mixed *x = ({1}); return ({g(x), x}); }
