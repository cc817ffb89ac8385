mixed ans;
string get_root_uid() { return "Root"; }
mixed valid_read(string f, object o, string w) { printf("read %O %O %s\n", f, o, w); return ans; }
mixed valid_write(string f, object o, string w) { printf("write %O %O %s\n", f, o, w); return ans; }
object connect(int port) { return this_object(); }
void logon() {
  mixed e;
  ans = "/other"; printf("%O\n", read_file("/data"));
  ans = "other"; printf("%O\n", read_file("/data"));
  ans = ""; printf("%O\n", read_file("/data"));
  ans = "../x"; printf("%O\n", read_file("/data"));
  ans = ({ 1 }); printf("%O\n", read_file("/data"));
  ans = 1.5; printf("%O\n", read_file("/data"));
  ans = 2; printf("%O\n", read_file("data"));
  ans = 1; printf("%O\n", read_file("//data"));
  ans = 1; printf("%O\n", read_file("/./data"));
  ans = 1; printf("%O\n", read_file("/x/../data"));
  ans = 1; printf("%O\n", read_file("/data\n"));
  ans = 1; printf("%O\n", read_file(""));
  ans = 1; printf("%O\n", read_file("/"));
  ans = "/copy"; printf("%O\n", write_file("/data", "new"));
  ans = 1; printf("%O %O\n", read_file("/data"), read_file("/copy"));
  ans = 0; e = catch(write_file("/data", "x")); printf("%O\n", e);
  ans = "/sub/f"; printf("%O\n", write_file("/q", "x"));
  ans = 1; printf("%O\n", mkdir("/sub")); printf("%O\n", mkdir("/sub"));
  ans = "/sub/f"; printf("%O\n", write_file("/q", "x"));
  ans = 1; printf("%O\n", rmdir("/sub")); printf("%O\n", rm("/sub/f")); printf("%O\n", rmdir("/sub")); printf("%O\n", rm("/nope"));
  shutdown();
}
