// parse_command() with objects: names, plurals, adjectives, numbers, living ones.
object connect(int port) { return this_object(); }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return x->short() ? x->short() : "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    return "" + x;
}
object red, blue, bag, coins, rose, hut, bob, ann;
object *all;
string *parse_command_id_list() { return ({ "thing", "it" }); }
string *parse_command_plural_id_list() { return ({ "things", "them" }); }
string *parse_command_adjectiv_id_list() { return ({ "iffish", "very odd" }); }
string *parse_command_prepos_list() { return ({ "in", "on top of", "on", "to" }); }
string parse_command_all_word() { return "all"; }
varargs object make(string label, mixed names, mixed plurals, mixed adjectives) {
    object ob = new("/thing");
    ob->be(label, names, plurals, adjectives);
    return ob;
}
void set_up() {
    red = make("RED", ({ "sword", "blade" }), ({ "swords", "blades" }), ({ "red", "long" }));
    blue = make("BLUE", ({ "sword" }), 0, ({ "blue", "long", "dark blue", "very dark blue" }));
    bag = make("BAG", ({ "bag", "leather bag", 5 }), ({ "bags" }), ({ "small" }));
    coins = make("COINS", ({ "coin" }), ({ "coins" }), 0);
    rose = make("ROSE", ({ "rose", "glass of wine", "red house" }), 0, ({ "red" }));
    hut = make("HUT", ({ "hut" }), 0, 0);
    bob = make("BOB", ({ "guard", "man" }), ({ "guards", "men" }), ({ "tall" }));
    ann = make("ANN", ({ "guard", "woman" }), ({ "guards", "women" }), ({ "small" }));
    bob->live("bob");
    ann->live(0);
    all = ({ red, blue, bag, coins, rose });
}
mixed look(string command, mixed around, string pattern) {
    mixed a = "-", b = "-", c = "-";
    return ({ parse_command(command, around, pattern, a, b, c) ? "yes" : "no", a, b, c });
}
mixed t1() { return look("get sword", all, "'get' %i"); }
mixed t2() { return look("get swords", all, "'get' %i"); }
mixed t3() { return look("get red sword", all, "'get' %i"); }
mixed t4() { return look("get blue sword", all, "'get' %i"); }
mixed t5() { return look("get long sword", all, "'get' %i"); }
mixed t6() { return look("get red long sword", all, "'get' %i"); }
mixed t7() { return look("get red blue sword", all, "'get' %i"); }
mixed t8() { return look("get blade", all, "'get' %i"); }
mixed t9() { return look("get blades", all, "'get' %i"); }
mixed t10() { return look("get the sword", all, "'get' %i"); }
mixed t11() { return look("get", all, "'get' %i"); }
mixed t12() { return look("get all", all, "'get' %i"); }
mixed t13() { return look("get all swords", all, "'get' %i"); }
mixed t14() { return look("get all sword", all, "'get' %i"); }
mixed t15() { return look("get two swords", all, "'get' %i"); }
mixed t16() { return look("get two sword", all, "'get' %i"); }
mixed t17() { return look("get 2 swords", all, "'get' %i"); }
mixed t18() { return look("get 1 sword", all, "'get' %i"); }
mixed t19() { return look("get one sword", all, "'get' %i"); }
mixed t20() { return look("get one swords", all, "'get' %i"); }
mixed t21() { return look("get 1 swords", all, "'get' %i"); }
mixed t22() { return look("get first sword", all, "'get' %i"); }
mixed t23() { return look("get second sword", all, "'get' %i"); }
mixed t24() { return look("get second swords", all, "'get' %i"); }
mixed t25() { return look("get third red sword", all, "'get' %i"); }
mixed t26() { return look("get 0 swords", all, "'get' %i"); }
mixed t27() { return look("get zero swords", all, "'get' %i"); }
mixed t28() { return look("get all red swords", all, "'get' %i"); }
mixed t29() { return look("get two", all, "'get' %i"); }
mixed t30() { return look("get second", all, "'get' %i"); }
mixed t31() { return look("get 0", all, "'get' %i"); }
mixed t32() { return look("get sword now", all, "'get' %i"); }
mixed t33() { return look("get dark blue sword", all, "'get' %i"); }
mixed t34() { return look("get very dark blue sword", all, "'get' %i"); }
mixed t35() { return look("get long dark blue sword", all, "'get' %i"); }
mixed t36() { return look("get dark sword", all, "'get' %i"); }
mixed t37() { return look("get very sword", all, "'get' %i"); }
mixed t38() { return look("get dark blue long sword", all, "'get' %i"); }
mixed t39() { return look("get small bag", all, "'get' %i"); }
mixed t40() { return look("get leather bag", all, "'get' %i"); }
mixed t41() { return look("get small leather bag", all, "'get' %i"); }
mixed t42() { return look("get bag", all, "'get' %i"); }
mixed t43() { return look("get bags", all, "'get' %i"); }
mixed t44() { return look("get leather bags", all, "'get' %i"); }
mixed t45() { return look("get coin", all, "'get' %i"); }
mixed t46() { return look("get coins", all, "'get' %i"); }
mixed t47() { return look("get old coin", all, "'get' %i"); }
mixed t48() { return look("get all coins", all, "'get' %i"); }
mixed t49() { return look("get thing", all, "'get' %i"); }
mixed t50() { return look("get things", all, "'get' %i"); }
mixed t51() { return look("get it", all, "'get' %i"); }
mixed t52() { return look("get them", all, "'get' %i"); }
mixed t53() { return look("get iffish sword", all, "'get' %i"); }
mixed t54() { return look("get very odd coin", all, "'get' %i"); }
mixed t55() { return look("get very odd iffish small bag", all, "'get' %i"); }
mixed t56() { return look("get iffish thing", all, "'get' %i"); }
mixed t57() { return look("get red thing", all, "'get' %i"); }
mixed t58() { return look("get all things", all, "'get' %i"); }
mixed t59() { return look("get all thing", all, "'get' %i"); }
mixed t60() { return look("get one thing", all, "'get' %i"); }
mixed t61() { return look("get two them", all, "'get' %i"); }
mixed t62() { return look("get rose", all, "'get' %i"); }
mixed t63() { return look("get roses", all, "'get' %i"); }
mixed t64() { return look("get rosves", all, "'get' %i"); }
mixed t65() { return look("get red rose", all, "'get' %i"); }
mixed t66() { return look("get red rosves", all, "'get' %i"); }
mixed t67() { return look("get glass of wine", all, "'get' %i"); }
mixed t68() { return look("get glasses of wine", all, "'get' %i"); }
mixed t69() { return look("get glasses ofs wine", all, "'get' %i"); }
mixed t70() { return look("get red house", all, "'get' %i"); }
mixed t71() { return look("get reds house", all, "'get' %i"); }
mixed t72() { return look("get red housves", all, "'get' %i"); }
mixed t73() { return look("get -1 sword", all, "'get' %i"); }
mixed t74() { return look("get -5", all, "'get' %i"); }
mixed t75() { return look("get sword sword", all, "'get' %i"); }
mixed t76() { return look("get red red red sword", all, "'get' %i"); }
mixed t77() { return look("get sword now", all, "'get' %i 'now'"); }
mixed t78() { return look("get red sword now", all, "'get' %i 'now'"); }
mixed t79() { return look("get all now", all, "'get' %i 'now'"); }
mixed t80() { return look("get all swords now", all, "'get' %i 'now'"); }
mixed t81() { return look("get leather bag now", all, "'get' %i 'now'"); }
mixed t82() { return look("get leather bag x now", all, "'get' %i 'now'"); }
mixed t83() { return look("get two now", all, "'get' %i 'now'"); }
mixed t84() { return look("get sword", all, "'get' %i 'now'"); }
mixed t85() { return look("get them now", all, "'get' %i 'now'"); }
mixed t86() { return look("put red sword in bag", all, "'put' %i %p %i"); }
mixed t87() { return look("put all swords in bag", all, "'put' %i %p %i"); }
mixed t88() { return look("put coin in leather bag", all, "'put' %i %p %i"); }
mixed t89() { return look("put leather bag in bag", all, "'put' %i %p %i"); }
mixed t90() { return look("put all in bag", all, "'put' %i %p %i"); }
mixed t91() { return look("put sword on top of bag", all, "'put' %i %p %i"); }
mixed t92() { return look("put sword in", all, "'put' %i %p %i"); }
mixed t93() { return look("put two coins in second bag", all, "'put' %i %p %i"); }
mixed t94() { return look("sword in", all, "%i %p"); }
mixed t95() { return look("coins on", all, "%i %p"); }
mixed t96() { return look("x sword in", all, "%w %i %p"); }
mixed t97() { return look("sword x in", all, "%i %w %p"); }
mixed t98() { return look("please give me the red sword", all, "%s %i"); }
mixed t99() { return look("red sword", all, "%s %i"); }
mixed t100() { return look("long red sword", all, "%s %i"); }
mixed t101() { return look("x y z", all, "%s %i"); }
mixed t102() { return look("x y sword z", all, "%s %i"); }
mixed t103() { return look("red sword and more", all, "%i %s"); }
mixed t104() { return look("swords", all, "%i %s"); }
mixed t105() { return look("all the rest", all, "%i %s"); }
mixed t106() { return look("get a thing from bag", all, "%s 'from' %i"); }
mixed t107() { return look("from bag", all, "%s 'from' %i"); }
mixed t108() { return look("sword", all, "%o"); }
mixed t109() { return look("blue sword", all, "%o"); }
mixed t110() { return look("swords", all, "%o"); }
mixed t111() { return look("all", all, "%o"); }
mixed t112() { return look("two swords", all, "%o"); }
mixed t113() { return look("one sword", all, "%o"); }
mixed t114() { return look("thing", all, "%o"); }
mixed t115() { return look("red thing", all, "%o"); }
mixed t116() { return look("bag", all, "%o"); }
mixed t117() { return look("leather bag", all, "%o"); }
mixed t118() { return look("small leather bag", all, "%o"); }
mixed t119() { return look("roses", all, "%o"); }
mixed t120() { return look("x", all, "%o"); }
mixed t121() { return look("sword coin", all, "%o %o"); }
mixed t122() { return look("red sword blue sword", all, "%o %o"); }
mixed t123() { return look("leather bag x coin", all, "%o %o"); }
mixed t124() { return look("leather bag coin", all, "%o %o"); }
mixed t125() { return look("sword", all, "%o / %w"); }
mixed t126() { return look("x", all, "%o / %w"); }
mixed t127() { return look("sword", all, "%i / %w"); }
mixed t128() { return look("x", all, "%i / %w"); }
mixed t129() { return look("two", all, "%i / %w"); }
mixed t130() { return look("all", all, "%i / %w"); }
mixed t131() { return look("two swords", all, "%d %i"); }
mixed t132() { return look("two 3 swords", all, "%d %i"); }
mixed t133() { return look("sword", all, "%d %i"); }
mixed t134() { return look("kill guard", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t135() { return look("kill guards", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t136() { return look("kill tall guard", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t137() { return look("kill small guard", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t138() { return look("kill man", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t139() { return look("kill sword", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t140() { return look("kill bob", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t141() { return look("kill all", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t142() { return look("kill two guards", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t143() { return look("kill second guard", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t144() { return look("kill nobody", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t145() { return look("kill bag", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t146() { return look("kill all men", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t147() { return look("kill small thing", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t148() { return look("kill two bob", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t149() { return look("kill thing", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t150() { return look("kill bob now", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t151() { return look("kill them", ({ red, bob, bag, ann }), "'kill' %l"); }
mixed t152() { return look("kill bob", ({ red }), "'kill' %l"); }
mixed t153() { return look("kill ann", ({ red }), "'kill' %l"); }
mixed t154() { return look("kill guard", ({ red }), "'kill' %l"); }
mixed t155() { return look("kill all", ({ red }), "'kill' %l"); }
mixed t156() { return look("kill bob", ({ }), "'kill' %l"); }
mixed t157() { return look("kill ann", ({ }), "'kill' %l"); }
mixed t158() { return look("guard", ({ red, bob, bag, ann }), "%l / %i"); }
mixed t159() { return look("sword", ({ red, bob, bag, ann }), "%l / %i"); }
mixed t160() { return look("bob", ({ red, bob, bag, ann }), "%l / %i"); }
mixed t161() { return look("all", ({ red, bob, bag, ann }), "%l / %i"); }
mixed t162() { return look("sword guard", ({ red, bob, bag, ann }), "%i %l"); }
mixed t163() { return look("sword tall guard", ({ red, bob, bag, ann }), "%i %l"); }
mixed t164() { return look("sword bob", ({ red, bob, bag, ann }), "%i %l"); }
mixed t165() { return look("guard guard", ({ red, bob, bag, ann }), "%i %l"); }
mixed t166() { return look("bag man", ({ red, bob, bag, ann }), "%i %l"); }
mixed t167() { return look("bag guard", ({ red, bob, bag, ann }), "%i %l"); }
mixed t168() { return look("guard sword", ({ red, bob, bag, ann }), "%l %i"); }
mixed t169() { return look("bob sword", ({ red, bob, bag, ann }), "%l %i"); }
mixed t170() { return look("man bag", ({ red, bob, bag, ann }), "%l %i"); }
mixed t171() { return look("guards bag", ({ red, bob, bag, ann }), "%l %i"); }
mixed t172() { return look("woman bag", ({ red, bob, bag, ann }), "%l %i"); }
mixed t173() { return look("man to woman", ({ red, bob, bag, ann }), "%l 'to' %l"); }
mixed t174() { return look("bob to guard", ({ red, bob, bag, ann }), "%l 'to' %l"); }
mixed t175() { return look("sword to man", ({ bob, ann, red }), "%i 'to' %l"); }
mixed t176() { return look("sword to guard", ({ bob, ann, red }), "%i 'to' %l"); }
mixed t177() { return look("sword to bob", ({ bob, ann, red }), "%i 'to' %l"); }
mixed t178() { return look("plain", ({ new("/plain"), bag }), "%i"); }
mixed t179() { return look("thing", ({ new("/plain"), bag }), "%i"); }
mixed t180() { return look("small thing", ({ new("/plain"), bag }), "%i"); }
mixed t181() { return look("all", ({ new("/plain"), bag }), "%i"); }
mixed t182() { return look("things", ({ new("/plain"), bag }), "%i"); }
mixed t183() { return look("sword", ({ 5, "x", red, 0, blue, ({ bag }) }), "%i"); }
mixed t184() { return look("thing", ({ 5, "x", red, 0, blue, ({ bag }) }), "%i"); }
mixed t185() { return look("all", ({ 5, "x", red, 0, blue, ({ bag }) }), "%i"); }
mixed t186() { return look("things", ({ 5, "x", red, 0, blue, ({ bag }) }), "%i"); }
mixed t187() { return look("all things", ({ 5, "x", red, 0, blue, ({ bag }) }), "%i"); }
mixed t188() { return look("sword", ({ 5, "x", red }), "%o"); }
mixed t189() { return look("thing", ({ 5, "x", red }), "%o"); }
mixed t190() { return look("things", ({ 5, "x", red }), "%o"); }
mixed t191() { return look("odd", ({ 5, "x", red }), "%o"); }
mixed t192() { return look("sword", ({ "x", 5 }), "%o"); }
mixed t193() { return look("thing", ({ "x", 5 }), "%o"); }
mixed t194() { return look("it", ({ "x", 5 }), "%o"); }
mixed t195() { return look("thing", ({ }), "%i"); }
mixed t196() { return look("all", ({ }), "%i"); }
mixed t197() { return look("thing", ({ 5 }), "%i"); }
mixed t198() { return look("all", ({ 5 }), "%i"); }
mixed t199() { return look("sword", ({ 5 }), "%i"); }
mixed t200() {
    red->put_into(bag);
    coins->put_into(red);
    rose->put_into(bag);
    bag->put_into(hut);
    return look("get all", hut, "'get' %i");
}
mixed t201() { return look("get all", bag, "'get' %i"); }
mixed t202() { return look("get hut", hut, "'get' %i"); }
mixed t203() { return look("get coin", hut, "'get' %i"); }
mixed t204() { return look("get coin", hut, "'get' %o"); }
mixed t205() { return look("get thing", hut, "'get' %o"); }
mixed t206() { mixed a, b; int r = parse_command("get all sword", all, "'get' %i", a); return ({ r, a }); }
mixed t207() { mixed a; int r = parse_command("x sword", all, "%w %i", a); return ({ r, a }); }
mixed t208() {
    mixed a;
    object *obs = ({ red, coins });
    destruct(make("X"));
    coins->be("C2", ({ "penny" }));
    int r = parse_command("pennies", obs, "%i", a);
    return ({ r, a });
}
mixed t209() {
    mixed a;
    coins->be("C2", ({ "penny", 7 }), 5, 5);
    int r = parse_command("two pennies", all, "%i", a);
    return ({ r, a });
}
mixed t210() {
    mixed a;
    coins->be("C", ({ "knife" }));
    int r = parse_command("knives", all, "%i", a);
    return ({ r, a });
}
mixed t211() {
    mixed a;
    coins->be("C", ({ "leaf" }));
    int r = parse_command("leaves", all, "%i", a);
    return ({ r, a });
}
mixed t212() {
    mixed a;
    coins->be("C", ({ "table" }));
    int r = parse_command("tables", all, "%i", a);
    return ({ r, a });
}
mixed t213() {
    mixed a;
    coins->be("C", ({ "table" }));
    int r = parse_command("tablves", all, "%i", a);
    return ({ r, a });
}
mixed t214() {
    mixed a;
    coins->be("C", ({ "bush" }));
    int r = parse_command("bushes", all, "%i", a);
    return ({ r, a });
}
mixed t215() {
    mixed a;
    coins->be("C", ({ "torch" }));
    int r = parse_command("torches", all, "%i", a);
    return ({ r, a });
}
mixed t216() {
    mixed a;
    coins->be("C", ({ "path" }));
    int r = parse_command("paths", all, "%i", a);
    return ({ r, a });
}
mixed t217() {
    mixed a;
    coins->be("C", ({ "path" }));
    int r = parse_command("patses", all, "%i", a);
    return ({ r, a });
}
mixed t218() {
    mixed a;
    coins->be("C", ({ "glass" }));
    int r = parse_command("glasses", all, "%i", a);
    return ({ r, a });
}
mixed t219() {
    mixed a;
    coins->be("C", ({ "box" }));
    int r = parse_command("boxes", all, "%i", a);
    return ({ r, a });
}
mixed t220() { mixed a; coins->be("C", ({ "ox" })); int r = parse_command("oxen", all, "%i", a); return ({ r, a }); }
mixed t221() { mixed a; coins->be("C", ({ "ox" })); int r = parse_command("oxes", all, "%i", a); return ({ r, a }); }
mixed t222() { mixed a; coins->be("C", ({ "ox" })); int r = parse_command("ox", all, "%i", a); return ({ r, a }); }
mixed t223() { mixed a; coins->be("C", ({ "key" })); int r = parse_command("keys", all, "%i", a); return ({ r, a }); }
mixed t224() {
    mixed a;
    coins->be("C", ({ "berry" }));
    int r = parse_command("berries", all, "%i", a);
    return ({ r, a });
}
mixed t225() { mixed a; coins->be("C", ({ "guy" })); int r = parse_command("guys", all, "%i", a); return ({ r, a }); }
mixed t226() {
    mixed a;
    coins->be("C", ({ "soliloquy" }));
    int r = parse_command("soliloquies", all, "%i", a);
    return ({ r, a });
}
mixed t227() {
    mixed a;
    coins->be("C", ({ "corpse" }));
    int r = parse_command("corpses", all, "%i", a);
    return ({ r, a });
}
mixed t228() {
    mixed a;
    coins->be("C", ({ "corpse" }));
    int r = parse_command("corpsves", all, "%i", a);
    return ({ r, a });
}
mixed t229() {
    mixed a;
    coins->be("C", ({ "tooth" }));
    int r = parse_command("teeth", all, "%i", a);
    return ({ r, a });
}
mixed t230() {
    mixed a;
    coins->be("C", ({ "tooth" }));
    int r = parse_command("tootses", all, "%i", a);
    return ({ r, a });
}
mixed t231() {
    mixed a;
    coins->be("C", ({ "foot" }));
    int r = parse_command("feet", all, "%i", a);
    return ({ r, a });
}
mixed t232() { mixed a; coins->be("C", ({ "man" })); int r = parse_command("men", all, "%i", a); return ({ r, a }); }
mixed t233() {
    mixed a;
    coins->be("C", ({ "woman" }));
    int r = parse_command("women", all, "%i", a);
    return ({ r, a });
}
mixed t234() {
    mixed a;
    coins->be("C", ({ "child" }));
    int r = parse_command("children", all, "%i", a);
    return ({ r, a });
}
mixed t235() {
    mixed a;
    coins->be("C", ({ "sheep" }));
    int r = parse_command("sheep", all, "%i", a);
    return ({ r, a });
}
mixed t236() {
    mixed a;
    coins->be("C", ({ "goose" }));
    int r = parse_command("geese", all, "%i", a);
    return ({ r, a });
}
mixed t237() {
    mixed a;
    coins->be("C", ({ "goose" }));
    int r = parse_command("goosves", all, "%i", a);
    return ({ r, a });
}
mixed t238() {
    mixed a;
    coins->be("C", ({ "mouse" }));
    int r = parse_command("mice", all, "%i", a);
    return ({ r, a });
}
mixed t239() {
    mixed a;
    coins->be("C", ({ "deer" }));
    int r = parse_command("deer", all, "%i", a);
    return ({ r, a });
}
mixed t240() {
    mixed a;
    coins->be("C", ({ "moose" }));
    int r = parse_command("moosves", all, "%i", a);
    return ({ r, a });
}
mixed t241() {
    mixed a;
    coins->be("C", ({ "chef" }));
    int r = parse_command("cheves", all, "%i", a);
    return ({ r, a });
}
mixed t242() { mixed a; coins->be("C", ({ "a" })); int r = parse_command("a", all, "%i", a); return ({ r, a }); }
mixed t243() { mixed a; coins->be("C", ({ "an" })); int r = parse_command("an", all, "%i", a); return ({ r, a }); }
mixed t244() {
    mixed a;
    coins->be("C", ({ "axe" }));
    int r = parse_command("axves", all, "%i", a);
    return ({ r, a });
}
mixed t245() { mixed a; coins->be("C", ({ "day" })); int r = parse_command("days", all, "%i", a); return ({ r, a }); }
mixed t246() { mixed a; coins->be("C", ({ "quy" })); int r = parse_command("quys", all, "%i", a); return ({ r, a }); }
mixed t247() {
    mixed a;
    coins->be("C", ({ "quy" }));
    int r = parse_command("quies", all, "%i", a);
    return ({ r, a });
}
mixed t248() {
    mixed a;
    coins->be("C", ({ "long sword" }));
    int r = parse_command("longs sword", all, "%i", a);
    return ({ r, a });
}
mixed t249() {
    mixed a;
    coins->be("C", ({ "long sword" }));
    int r = parse_command("long swords", all, "%i", a);
    return ({ r, a });
}
mixed t250() {
    mixed a;
    coins->be("C", ({ "piece of cake" }));
    int r = parse_command("pieces of cake", all, "%i", a);
    return ({ r, a });
}
mixed t251() {
    mixed a;
    coins->be("C", ({ "piece of cheese" }));
    int r = parse_command("pieces of cheese", all, "%i", a);
    return ({ r, a });
}
mixed t252() {
    mixed a;
    coins->be("C", ({ "x of y of zed" }));
    int r = parse_command("x of y of zed", all, "%i", a);
    return ({ r, a });
}
mixed t253() {
    mixed a;
    coins->be("C", ({ "safe" }));
    int r = parse_command("saves", all, "%i", a);
    return ({ r, a });
}
mixed t254() {
    mixed a;
    coins->be("C", ({ "of mice" }));
    int r = parse_command("of mice", all, "%i", a);
    return ({ r, a });
}
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    tell_object(this_object(), n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    set_up();
    for (int n = 1; n <= 254; n++) try(n);
    shutdown();
}
