inherit "/adm/master_base";
void create() { note("master create " + simul_name() + " " + nom()); }
string creator_file(string f) { note("creator " + f); return "Root"; }
object connect(int port) { return this_object(); }
void logon() {
  write(implode(notes(), "\n") + "\n");
  printf("%O\n", deep_inherit_list(this_object()));
  printf("%O\n", catch(load_object("/adm/uses_hidden")));
  printf("%O\n", catch(load_object("/adm/uses_prot")));
  printf("%O\n", "/adm/simul"->hidden());
  shutdown();
}
void log_error(string f, string m) { write(m); }
