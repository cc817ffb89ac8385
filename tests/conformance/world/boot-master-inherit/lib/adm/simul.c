inherit "/adm/simul_base";
string simul_name() { return "simul"; }
