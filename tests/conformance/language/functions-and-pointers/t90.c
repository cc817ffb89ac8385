class p { int x; }
mixed run() { class p *a = ({ new(class p, x: 3) }); return a[0]->x; }
