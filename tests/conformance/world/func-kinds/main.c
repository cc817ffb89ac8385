string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
int v;
int f() { return 1; }
void logon() {
  function a = (: v + 1 :), b = (: $1 :), c = (: f :), d = (: f() :), e = (: strlen :), g = function(int x) { return v; }, h = function(int x) { return x; }, i = (: v :), j = (: f() + 1 :), k = (: evaluate((: $1 :), 2) :), l = (: call_other, this_object(), "f" :);
  printf("%O %O %O %O %O %O %O %O %O %O %O\n", functionp(a), functionp(b), functionp(c), functionp(d), functionp(e), functionp(g), functionp(h), functionp(i), functionp(j), functionp(k), functionp(l));
  printf("%O %O\n", functionp((: f, 1 :)), functionp((: v = 5 :)));
  shutdown();
}
