mixed run() { object o = load_object("/t68_o"); string r = ""; destruct(o); switch (o) { case 0: r = "zero"; } return r; }
