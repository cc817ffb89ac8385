// After an error that catch() caught this_player() is who it was before.
object connect(int port) { return this_object(); }

object living;
string *seen = ({ });

void see(string what, mixed err) {
  seen += ({ sprintf("%s: %O, %O", what, err, this_player()) });
  enable_commands();
}

void run() {
  living = new("/living");
  see("start", 0);
  see("fails", catch(living->fails()));
  see("throws", catch(living->throws()));
  see("divides", catch(living->divides()));
  see("works", catch(living->works()));
  see("stops", catch(living->stops()));
  see("fails inside", catch(living->fails_inside()));
  see("map", catch(map(({ living }), (: $1->fails() :))));
  see("both", catch(catch(living->fails()) + living->works()));
  see("block", catch { living->works(); living->fails(); });
  living->works();
  see("of another", catch(error("here\n")));
  write(implode(seen, "\n") + "\n");
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    write(err);
  shutdown();
}
