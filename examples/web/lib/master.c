// A guest book: programs read and write it by HTTP, pages see on a channel what is new.

string *book = ({ });

int valid_http_serve(object who, string path) { return who == this_object(); }
int valid_channel(object who, string name) { return who == this_object(); }

mapping guests(mapping request) {
    string text;

    if (request["method"] == "GET")
        return ([ "json": book ]);
    if (request["method"] != "POST" || !mapp(request["json"]) || !stringp(request["json"]["text"]))
        return ([ "status": 400, "body": "POST {\"text\": \"...\"}, please.\n" ]);
    text = request["json"]["text"];
    book += ({ text });
    channel_send("guests", ([ "new": text ]));
    return ([ "status": 201, "json": ([ "entries": sizeof(book) ]) ]);
}

// An answer that takes its time, in pieces.
void countdown(mapping request) {
    http_reply(request["handle"], ([ "stream": 1, "body": "3\n" ]));
    call_out("count", 0.1, request["handle"], 2);
}

void count(int handle, int number) {
    if (http_send(handle, number + "\n", number == 0) && number > 0)
        call_out("count", 0.1, handle, number - 1);
}

// A client asks for the book when it comes, and may write into it.
void heard(mapping event) {
    if (event["event"] == "attached")
        channel_send("guests", ([ "book": book ]), event["client"]);
    else if (event["event"] == "message" && stringp(event["value"])) {
        book += ({ event["value"] });
        channel_send("guests", ([ "new": event["value"] ]));
    }
}

string *epilog(int load) {
    http_serve("/guests", "guests");
    http_serve("/countdown", "countdown", ([ "public": 1 ]));
    channel_open("guests", 0, "heard");
    return ({ });
}
