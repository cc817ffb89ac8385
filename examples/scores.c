// scores.c: a high-score list in an SQLite database, without a moment in which anything waits.
//
//     neolith-trio -c examples/scores.c Ada 40
//     neolith-trio -c examples/scores.c
//
// With a name and points it adds them, and always it shows the list. The database is the file
// scores.db beside this one. db_open() and db_query() answer in later turns; `await` goes on then.

object connect(int port) {
    return this_object();
}

// Values stand for the placeholders of a statement: whatever a player is called, it is never SQL.
async void show(string *arguments) {
    int db = (await db_open("/scores.db"))["database"];
    mapping answer;

    await db_query(db, "create table if not exists scores (name text primary key, points int not null)");
    if (sizeof(arguments) == 2)
        await db_query(db, "insert into scores values (?, ?) on conflict do update set points = points + excluded.points",
            ({ arguments[0], to_int(arguments[1]) }));
    answer = await db_query(db, "select name, points from scores order by points desc, name limit 10");
    foreach (mixed *row in answer["rows"])
        printf("%-20s %6d\n", row[0], row[1]);
    db_close(db);
}

async void run() {
    mixed wrong = acatch { await show(__ARGV__); };

    if (wrong)
        write("No scores: " + wrong);
    shutdown(wrong ? 1 : 0);
}

void logon() {
    run();
}
