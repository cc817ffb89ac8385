// parse_command() with patterns of words, numbers and prepositions, and the variables that are filled.
object connect(int port) { return this_object(); }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return x->short() ? x->short() : "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    return "" + x;
}
string *parse_command_prepos_list() { return ({ 5, "in", "on top of", "on", "from behind", "under" }); }
string parse_command_all_word() { return "all"; }
mixed look(string command, mixed around, string pattern) {
    mixed a = "-", b = "-", c = "-", d = "-";
    return ({ parse_command(command, around, pattern, a, b, c, d), a, b, c, d });
}
mixed t1() { return look("get sword", ({ }), "'get' %w"); }
mixed t2() { return look("take sword", ({ }), "'get' %w"); }
mixed t3() { return look("get", ({ }), "'get' %w"); }
mixed t4() { return look("get a b", ({ }), "'get' %w"); }
mixed t5() { return look("getx sword", ({ }), "'get' %w"); }
mixed t6() { return look("ge sword", ({ }), "'get' %w"); }
mixed t7() { return look("Get sword", ({ }), "'get' %w"); }
mixed t8() { return look(" get sword", ({ }), "'get' %w"); }
mixed t9() { return look("get sword ", ({ }), "'get' %w"); }
mixed t10() { return look("get sword", ({ }), " 'get' %w "); }
mixed t11() { return look("get sword now", ({ }), " 'get' %w "); }
mixed t12() { return look("get sword", ({ }), "  'get'   %w"); }
mixed t13() { return look("get  sword", ({ }), "  'get'   %w"); }
mixed t14() { return look("get a", ({ }), "'get' / 'take' %w"); }
mixed t15() { return look("take a", ({ }), "'get' / 'take' %w"); }
mixed t16() { return look("drop a", ({ }), "'get' / 'take' %w"); }
mixed t17() { return look("get take a", ({ }), "'get' 'take' / 'drop' %w"); }
mixed t18() { return look("get drop a", ({ }), "'get' 'take' / 'drop' %w"); }
mixed t19() { return look("get a", ({ }), "'get' 'take' / 'drop' %w"); }
mixed t20() { return look("take a", ({ }), "'get' 'take' / 'drop' %w"); }
mixed t21() { return look("pick up a", ({ }), "'get' / 'take' / 'pick' [up] %w"); }
mixed t22() { return look("pick a", ({ }), "'get' / 'take' / 'pick' [up] %w"); }
mixed t23() { return look("get a", ({ }), "'get' / 'take' / 'pick' [up] %w"); }
mixed t24() { return look("take up a", ({ }), "'get' / 'take' / 'pick' [up] %w"); }
mixed t25() { return look("drop a", ({ }), "'get' / 'take' / 'pick' [up] %w"); }
mixed t26() { return look("pick up", ({ }), "'get' / 'take' / 'pick' [up] %w"); }
mixed t27() { return look("get", ({ }), "/ 'get' / %w"); }
mixed t28() { return look("x", ({ }), "/ 'get' / %w"); }
mixed t29() { return look("get", ({ }), "'get' /"); }
mixed t30() { return look("x", ({ }), "'get' /"); }
mixed t31() { return look("get", ({ }), "'get' / / 'take'"); }
mixed t32() { return look("take", ({ }), "'get' / / 'take'"); }
mixed t33() { return look("x", ({ }), "/"); }
mixed t34() { return look("", ({ }), "/"); }
mixed t35() { return look("get all", ({ }), "'get' %w / 'all'"); }
mixed t36() { return look("get x", ({ }), "'get' %w / 'all'"); }
mixed t37() { return look("get all x", ({ }), "'get' 'all' / %w 'x'"); }
mixed t38() { return look("get b x", ({ }), "'get' 'all' / %w 'x'"); }
mixed t39() { return look("get all", ({ }), "'get' 'all' / %w 'x'"); }
mixed t40() { return look("look", ({ }), "[please] 'look'"); }
mixed t41() { return look("please look", ({ }), "[please] 'look'"); }
mixed t42() { return look("please", ({ }), "[please] 'look'"); }
mixed t43() { return look("look", ({ }), "'look' [up]"); }
mixed t44() { return look("look up", ({ }), "'look' [up]"); }
mixed t45() { return look("look down", ({ }), "'look' [up]"); }
mixed t46() { return look("look", ({ }), "'look' [up] %s"); }
mixed t47() { return look("look up", ({ }), "'look' [up] %s"); }
mixed t48() { return look("look up there", ({ }), "'look' [up] %s"); }
mixed t49() { return look("look there", ({ }), "'look' [up] %s"); }
mixed t50() { return look("a b c", ({ }), "%s"); }
mixed t51() { return look("a", ({ }), "%s"); }
mixed t52() { return look(" ", ({ }), "%s"); }
mixed t53() { return look("a  b", ({ }), "%s"); }
mixed t54() { return look("say", ({ }), "'say' %s"); }
mixed t55() { return look("say hello", ({ }), "'say' %s"); }
mixed t56() { return look("say  hello  you ", ({ }), "'say' %s"); }
mixed t57() { return look("give it to bob", ({ }), "%s 'to' %w"); }
mixed t58() { return look("to bob", ({ }), "%s 'to' %w"); }
mixed t59() { return look("give it to", ({ }), "%s 'to' %w"); }
mixed t60() { return look("give it bob", ({ }), "%s 'to' %w"); }
mixed t61() { return look("a to to b", ({ }), "%s 'to' %w"); }
mixed t62() { return look("a to b to c", ({ }), "%s 'to' %w"); }
mixed t63() { return look("a b to c d", ({ }), "%s 'to' %s"); }
mixed t64() { return look("to", ({ }), "%s 'to' %s"); }
mixed t65() { return look("a to", ({ }), "%s 'to' %s"); }
mixed t66() { return look("to b", ({ }), "%s 'to' %s"); }
mixed t67() { return look("a b c", ({ }), "%s %s"); }
mixed t68() { return look("a", ({ }), "%s %s"); }
mixed t69() { return look("a x", ({ }), "%s %s 'x'"); }
mixed t70() { return look("x", ({ }), "%s %s 'x'"); }
mixed t71() { return look("x x", ({ }), "%s %s 'x'"); }
mixed t72() { return look("a b c", ({ }), "%s %w"); }
mixed t73() { return look("a", ({ }), "%s %w"); }
mixed t74() { return look("a b c", ({ }), "%s %w %w"); }
mixed t75() { return look("a b", ({ }), "%s %w %w"); }
mixed t76() { return look("a b", ({ }), "%s / 'x'"); }
mixed t77() { return look("x", ({ }), "%s / 'x'"); }
mixed t78() { return look("x y", ({ }), "%s / 'x'"); }
mixed t79() { return look("a", ({ }), "%w / %s"); }
mixed t80() { return look("a b", ({ }), "%w / %s"); }
mixed t81() { return look("x", ({ }), "'x' / %s"); }
mixed t82() { return look("a", ({ }), "'x' / %s"); }
mixed t83() { return look("a b c", ({ }), "'x' / %s"); }
mixed t84() { return look("a x b", ({ }), "%s 'x' / 'y' %w"); }
mixed t85() { return look("a y b", ({ }), "%s 'x' / 'y' %w"); }
mixed t86() { return look("a b y c", ({ }), "%s 'x' / 'y' %w"); }
mixed t87() { return look("y c", ({ }), "%s 'x' / 'y' %w"); }
mixed t88() { return look("y", ({ }), "%s 'x' / 'y' %w"); }
mixed t89() { return look("a x y", ({ }), "%s [x] 'y'"); }
mixed t90() { return look("x y", ({ }), "%s [x] 'y'"); }
mixed t91() { return look("y", ({ }), "%s [x] 'y'"); }
mixed t92() { return look("a y", ({ }), "%s [x] 'y'"); }
mixed t93() { return look("a b c d e f", ({ }), "%w %w %w %w %w %w"); }
mixed t94() { return look("a", ({ }), "%w %s"); }
mixed t95() { return look("a b", ({ }), "%w %s"); }
mixed t96() { return look("a b c", ({ }), "%w %s"); }
mixed t97() { return look("5", ({ }), "%d"); }
mixed t98() { return look("0", ({ }), "%d"); }
mixed t99() { return look("007", ({ }), "%d"); }
mixed t100() { return look("-5", ({ }), "%d"); }
mixed t101() { return look("+5", ({ }), "%d"); }
mixed t102() { return look("5x", ({ }), "%d"); }
mixed t103() { return look("x5", ({ }), "%d"); }
mixed t104() { return look("one", ({ }), "%d"); }
mixed t105() { return look("nineteen", ({ }), "%d"); }
mixed t106() { return look("twenty", ({ }), "%d"); }
mixed t107() { return look("twentyone", ({ }), "%d"); }
mixed t108() { return look("twenty-one", ({ }), "%d"); }
mixed t109() { return look("ninetynine", ({ }), "%d"); }
mixed t110() { return look("hundred", ({ }), "%d"); }
mixed t111() { return look("zero", ({ }), "%d"); }
mixed t112() { return look("all", ({ }), "%d"); }
mixed t113() { return look("first", ({ }), "%d"); }
mixed t114() { return look("second", ({ }), "%d"); }
mixed t115() { return look("third", ({ }), "%d"); }
mixed t116() { return look("nineth", ({ }), "%d"); }
mixed t117() { return look("ninth", ({ }), "%d"); }
mixed t118() { return look("tenth", ({ }), "%d"); }
mixed t119() { return look("nineteenth", ({ }), "%d"); }
mixed t120() { return look("twentieth", ({ }), "%d"); }
mixed t121() { return look("thirtyfirst", ({ }), "%d"); }
mixed t122() { return look("ninetyninth", ({ }), "%d"); }
mixed t123() { return look("ninetynineth", ({ }), "%d"); }
mixed t124() { return look("fiftieth", ({ }), "%d"); }
mixed t125() { return look("ALL", ({ }), "%d"); }
mixed t126() { return look("One", ({ }), "%d"); }
mixed t127() { return look("1 2", ({ }), "%d"); }
mixed t128() { return look("", ({ }), "%d"); }
mixed t129() { return look("5.7", ({ }), "%d"); }
mixed t130() { return look("0x10", ({ }), "%d"); }
mixed t131() { return look("wait two hours", ({ }), "'wait' %d %w"); }
mixed t132() { return look("wait 5 hours", ({ }), "'wait' %d %w"); }
mixed t133() { return look("wait some hours", ({ }), "'wait' %d %w"); }
mixed t134() { return look("wait two", ({ }), "'wait' %d %w"); }
mixed t135() { return look("a b 5", ({ }), "%s %d"); }
mixed t136() { return look("5", ({ }), "%s %d"); }
mixed t137() { return look("a first", ({ }), "%s %d"); }
mixed t138() { return look("5", ({ }), "%d / %w"); }
mixed t139() { return look("x", ({ }), "%d / %w"); }
mixed t140() { return look("-1", ({ }), "%d / %w"); }
mixed t141() { return look("a  ", ({ }), "%w %d"); }
mixed t142() { return look("in", ({ }), "%p"); }
mixed t143() { return look("on top of", ({ }), "%p"); }
mixed t144() { return look("on", ({ }), "%p"); }
mixed t145() { return look("on top", ({ }), "%p"); }
mixed t146() { return look("under", ({ }), "%p"); }
mixed t147() { return look("from behind", ({ }), "%p"); }
mixed t148() { return look("in x", ({ }), "%p"); }
mixed t149() { return look("", ({ }), "%p"); }
mixed t150() { return look("look in the box", ({ }), "'look' %p %s"); }
mixed t151() { return look("look on top of it", ({ }), "'look' %p %s"); }
mixed t152() { return look("look on the box", ({ }), "'look' %p %s"); }
mixed t153() { return look("look under", ({ }), "'look' %p %s"); }
mixed t154() { return look("look at x", ({ }), "'look' %p %s"); }
mixed t155() { return look("put it in box", ({ }), "%s %p %s"); }
mixed t156() { return look("put it on top of box", ({ }), "%s %p %s"); }
mixed t157() { return look("in box", ({ }), "%s %p %s"); }
mixed t158() { return look("a b c", ({ }), "%s %p %s"); }
mixed t159() { return look("a in", ({ }), "%s %p %s"); }
mixed t160() { return look("to a", ({ }), "%p / 'to' %w"); }
mixed t161() { return look("in a", ({ }), "%p / 'to' %w"); }
mixed t162() { return look("x a", ({ }), "%p / 'to' %w"); }
mixed t163() { return look("in on", ({ }), "%p %p"); }
mixed t164() { return look("on top of in", ({ }), "%p %p"); }
mixed t165() { return look("get sword", ({ }), "get %w"); }
mixed t166() { return look("sword", ({ }), "get %w"); }
mixed t167() { return look("x", ({ }), "get %w"); }
mixed t168() { return look("in sword", ({ }), "put %w"); }
mixed t169() { return look("put sword", ({ }), "put %w"); }
mixed t170() { return look("x", ({ }), "word"); }
mixed t171() { return look("x y", ({ }), "word"); }
mixed t172() { return look("look x", ({ }), "look %w"); }
mixed t173() { return look("x", ({ }), "some %w"); }
mixed t174() { return look("a", ({ }), "%x %w"); }
mixed t175() { return look("a b", ({ }), "%x %w"); }
mixed t176() { return look("a", ({ }), "% %w"); }
mixed t177() { return look("a two", ({ }), "%W %D"); }
mixed t178() { return look("a", ({ }), "%S 'a'"); }
mixed t179() { return look("b a", ({ }), "%S 'a'"); }
mixed t180() { return look("x", ({ }), "''"); }
mixed t181() { return look("a", ({ }), "''"); }
mixed t182() { return look("x", ({ }), "'"); }
mixed t183() { return look("'", ({ }), "'"); }
mixed t184() { return look("x", ({ }), "'x"); }
mixed t185() { return look("", ({ }), "'x"); }
mixed t186() { return look("x", ({ }), "'xy"); }
mixed t187() { return look("xy", ({ }), "'xy"); }
mixed t188() { return look("x z", ({ }), "[x] [y] 'z'"); }
mixed t189() { return look("z", ({ }), "[x] [y] 'z'"); }
mixed t190() { return look("x y z", ({ }), "[x] [y] 'z'"); }
mixed t191() { return look("y x z", ({ }), "[x] [y] 'z'"); }
mixed t192() { return look("x", ({ }), "[x] [y]"); }
mixed t193() { return look("x y", ({ }), "[x] [y]"); }
mixed t194() { return look("y", ({ }), "[x] [y]"); }
mixed t195() { return look("a/b", ({ }), "'a/b'"); }
mixed t196() { return look("a", ({ }), "'a/b'"); }
mixed t197() { return look("a", ({ }), "'a'/'b'"); }
mixed t198() { return look("b", ({ }), "'a'/'b'"); }
mixed t199() { return look("a'/'b", ({ }), "'a'/'b'"); }
mixed t200() { return look("a", ({ }), "%ww"); }
mixed t201() { return look("a b", ({ }), "%wx %w"); }
mixed t202() { return look("a", ({ }), "%word"); }
mixed t203() { return look("a b", ({ }), "%s%w"); }
mixed t204() { return look("a", ({ }), "%s%w"); }
mixed t205() { return look("a b", ({ }), "%s's"); }
mixed t206() { mixed a; return ({ parse_command("x", ({ }), "%w", a), a }); }
mixed t207() { return parse_command("x", ({ }), "%w"); }
mixed t208() { return parse_command("x y", ({ }), "%w %w"); }
mixed t209() { mixed a; int r = parse_command("x y z", ({ }), "%w %w %w", a); return ({ r, a }); }
mixed t210() { mixed a; int r = parse_command("x y z", ({ }), "%s 'y' %w", a); return ({ r, a }); }
mixed t211() { mixed a; int r = parse_command("x y z", ({ }), "%s %w", a); return ({ r, a }); }
mixed t212() {
    mixed *a = ({ 1, 2, 3 });
    int r = parse_command("x y", ({ }), "%w %w", a[2], a[0]);
    return ({ r, a });
}
mixed t213() {
    mapping m = ([ ]);
    int r = parse_command("x 5", ({ }), "%w %d", m["a"], m["b"]);
    return ({ r, m["a"], m["b"] });
}
mixed t214() {
    string t = "abc";
    mixed r, e = catch(r = parse_command("x 65", ({ }), "%w %d", r, t[1]));
    return ({ r, e, t });
}
mixed t215() { mixed a; int r = parse_command("x y", ({ }), "%w %w", a, a); return ({ r, a }); }
mixed t216() { mixed a = ({ "at", "in" }); int r = parse_command("in", ({ }), "%p", a); return ({ r, a }); }
mixed t217() { mixed a = ({ "at", "in" }); int r = parse_command("at", ({ }), "%p", a); return ({ r, a }); }
mixed t218() { int a; int r = parse_command("x", ({ }), "%w", a); return ({ r, a }); }
mixed t219() { mixed a; int r = parse_command(1, ({ }), "%w", a); return ({ r, a }); }
mixed t220() { mixed a; int r = parse_command("x", 1, "%w", a); return ({ r, a }); }
mixed t221() { mixed a; int r = parse_command("x", "y", "%w", a); return ({ r, a }); }
mixed t222() { mixed a; int r = parse_command("x", ([ ]), "%w", a); return ({ r, a }); }
mixed t223() { mixed a; int r = parse_command("x", ({ }), 0, a); return ({ r, a }); }
mixed t224() { mixed a = 7; int r = parse_command("", 0, "%s", a); return ({ r, a }); }
mixed t225() { mixed a = 7; int r = parse_command("", ({ }), "%s", a); return ({ r, a }); }
mixed t226() { mixed a = 7; int r = parse_command("x", ({ }), "", a); return ({ r, a }); }
mixed t227() { mixed a; return (parse_command("x", ({ }), "%w", a) ? "yes " : "no ") + a; }
mixed t228() {
    mixed a, b;
    if (parse_command("go two", ({ }), "'stop'") || parse_command("go two", ({ }), "'go' %d", a)) b = a + 1;
    return b;
}
mixed t229() {
    mixed *a = allocate(3);
    foreach (int i in ({ 0, 1, 2 })) parse_command("n " + i, ({ }), "'n' %d", a[i]);
    return a;
}
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    tell_object(this_object(), n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 229; n++) try(n);
    shutdown();
}
