// The functions of an object that is destructed: the error, and where it is said to be.
object connect(int port) { return this_object(); }
int f() { return 4; }
function own() { return (: f :); }
function text() { return (: strlen("abc") :); }
void error_handler(mapping error, int caught) {
    printf("%s  %s:%d %d\n", error["error"], error["file"], error["line"], sizeof(error["trace"]));
}
void logon() {
    object ob = new(__FILE__);
    function one = ob->own(), other = ob->text();
    destruct(ob);
    printf("%O\n", catch(evaluate(one)));
    printf("%O\n", catch(evaluate(other, 1)));
    printf("%O\n", catch(map_array(({ 1 }), one)));
    printf("%O\n", catch(filter_array(({ 1 }), other)));
    printf("%O\n", catch(sort_array(({ 2, 1 }), one)));
    printf("%O\n", catch(evaluate(bind(one, this_object()))));
    printf("%O\n", catch(filter(([ 1: 2 ]), one)));
    shutdown();
}
