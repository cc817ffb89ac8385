mixed res;
varargs void varf(int a, int b, mixed *c...) { res = ({ a, b, c }); }
