// Answers HTTP requests: neolith-trio -f neolith.conf
//     GET  /notes         all notes
//     POST /notes         one more, as JSON: {"text": "..."}
//     GET  /sum?a=1&b=2   reckons

mapping *notes = ({ });

mapping answer_notes(mapping request) {
    mixed given = request["json"];

    switch (request["method"]) {
    case "GET":
        return ([ "json": notes ]);
    case "POST":
        if (!mapp(given) || !stringp(given["text"]))
            return ([ "status": 400, "json": ([ "error": "text is missing" ]) ]);
        notes += ({ ([ "number": sizeof(notes) + 1, "text": given["text"] ]) });
        return ([ "status": 201, "json": notes[<1] ]);
    }
    return ([ "status": 405, "json": ([ "error": "GET or POST" ]) ]);
}

mapping sum(mapping request) {
    mapping query = request["query"];

    return ([ "json": ([ "sum": to_int(query["a"] || "0") + to_int(query["b"] || "0") ]) ]);
}

// The first thing that happens when the master is there.
int epilog(int level) {
    http_serve("/notes", "answer_notes");
    http_serve("/sum", "sum", ([ "public": 1 ]));
    return 0;
}
