string get_root_uid() { return "Root"; }
void error_handler(mapping e, int c) { write("handler " + c + " " + e["error"]); }
mixed valid_read(string f, object o, string w) { error("vr\n"); }
mixed valid_write(string f, object o, string w) { throw("vw"); }
object connect(int port) { return this_object(); }
void logon() {
  printf("%O\n", catch(read_file("/data"))); printf("%O\n", catch(write_file("/data", "x")));
  printf("%O\n", catch(save_object("/data")));
  printf("%O\n", catch(file_size("/data")));
  shutdown();
}
