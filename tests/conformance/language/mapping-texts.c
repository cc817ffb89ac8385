// The text of a mapping shows its numbers from the first bucket on, keys() and foreach from the last.
object connect(int port) { return this_object(); }
void p(mixed x) { printf("%O\n", x); }
void logon() {
    mapping m = ([ 0: 1, 16: 2, 32: 3 ]);
    int i;
    mixed k, v;
    p(m); p(keys(m)); p(values(m));
    m = ([ 5: 1 ]); m[-3] = 2; m[100] = 3; m[1000] = 4; p(m); p(keys(m));
    foreach (k, v in m) write(k + ":" + v + " ");
    write("\n");
    m = ([ 3: 1 ]) + ([ 16: 2 ]); p(m); p(keys(m + ([ 5: 6, 48: 7 ])));
    m = ([ 1: 2, 2: 3, 17: 4, 33: 5 ]); map_delete(m, 1); m[1] = 4; p(m); p(keys(m));
    m = ([ ]);
    for (i = 300; i > -300; i -= 13) m[i] = i;
    p(m); p(keys(m));
    p(([ 1.5: 2, 2.5: 3, 100.25: 4 ]));
    m = ([ 3: 1, 16: 2, 200: 3, 77: 4 ]);
    p(filter_mapping(m, (: 1 :))); p(map_mapping(m, (: $2 :)));
    p(unique_mapping(({ 1, 100, 50, 17, 33, 2 }), (: $1 :)));
    p(keys(unique_mapping(({ 1, 2, 3, 4, 17, 18, 5 }), (: $1 :))));
    p(([ 5: 1, 100: 2, -3: 4 ]) * ([ 1: 4, 2: 5, 4: 100 ]));
    write(save_variable(([ 5: 1, 100: 2, -3: 4 ])) + "\n");
    shutdown();
}
