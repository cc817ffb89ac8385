class two { int a; }
class two { int a; }
mixed run() { return 1; }
