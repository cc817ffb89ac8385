void create() { write("creating user " + file_name(this_object()) + "\n"); }
void logon() {
  printf("player %O inter %O prev %O origin %s interactive %d\n", this_player(), this_interactive(), previous_object(), origin(), interactive(this_object()));
  printf("users %O master %d\n", users(), interactive(master()));
  printf("%O %O\n", query_ip_number(this_object()), query_ip_name(this_object()));
  printf("%O %O\n", query_host_name() != "", query_idle(this_object()));
  shutdown();
}
