void inh() {
   int x;

   error(
     "in par");
}
