string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
mixed z;
void logon() {
  object o = new("/t");
  printf("%O %O %O\n", clonep(), clonep(o), catch(clonep(z)));
  printf("%O %O %O\n", objectp(o), objectp("/t"), objectp(z));
  printf("%O\n", catch(new(z)));
  printf("%O\n", catch(new("/none")));
  printf("%O\n", catch(new("")));
  printf("%O\n", catch(new("/t#1")));
  printf("%O\n", catch(load_object("/t#1")));
  printf("%O\n", catch(new("//t")));
  printf("%O\n", catch(new("/../t")));
  printf("%O\n", catch(load_object("t.c.c")));
  printf("%O\n", catch(load_object("/t.h")));
  printf("%O\n", catch(load_object("/T")));
  printf("%O\n", catch(load_object(" /t")));
  printf("%O\n", catch(load_object("/t ")));
  printf("%O\n", catch(find_object("/t.c")));
  printf("%O\n", file_name(new("t")));
  printf("%O %O\n", inherits("/t", o), inherits("/t.c", load_object("/u")));
  printf("%O %O\n", inherits("/b", load_object("/u")), inherits("b", load_object("/u")));
  printf("%O %O\n", inherit_list(load_object("/u")), deep_inherit_list(load_object("/u")));
  printf("%O %O %O\n", function_exists("f", load_object("/u")), function_exists("g", find_object("/u")), function_exists("h", find_object("/u")));
  printf("%O %O\n", function_exists("st", find_object("/u")), function_exists("pr", find_object("/u")));
  shutdown();
}
