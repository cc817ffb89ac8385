// reload.c: what commands that load programs anew inherit.

private object *players_in(object room) {
    return room ? filter_array(all_inventory(room), (: userp($1) :)) : ({});
}

private object replace(object old, string program) {
    if (old)
        destruct(old);
    return load_object(program);
}

// 0 when the program is in place, otherwise what the driver said.
static string reload(string program) {
    object old, fresh;
    object *guests;
    string problem;

    old = find_object(program);
    guests = players_in(old);
    foreach (object guest in guests)
        guest->move(load_object(LIMBO));
    problem = catch(fresh = replace(old, program));
    foreach (object guest in guests)
        guest->move(fresh ? fresh : load_object(START_ROOM));
    if (!problem && !fresh)
        problem = "It could not be loaded.\n";
    return problem;
}
