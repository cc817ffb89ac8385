// A notice board that programs read and write by MCP: its tools stand beside the driver's own.

string *notes = ({ });

mixed read_notes(mapping arguments) {
    return ([ "notes": notes ]);
}

mixed pin_note(mapping arguments) {
    string text;

    text = arguments["text"];
    if (sizeof(notes) >= 100)
        error("The board is full.\n");
    notes += ({ text });
    return "Pinned as number " + sizeof(notes) + ".";
}

// A tool may take its time: what an async function returns is waited for, and the program hears how far it is.
async mixed count_words(mapping arguments, int handle) {
    int i, words;

    for (i = 0; i < sizeof(notes); i++) {
        mcp_progress(handle, i + 1, sizeof(notes), "note " + (i + 1));
        words += sizeof(explode(notes[i], " "));
        await async_yield();    // the others have their turns
    }
    return words + " words on " + i + " notes.";
}

void create() {
    mapping text, safe;

    text = ([ "type": "string", "description": "what is to be on the note", "minLength": 1 ]);
    safe = ([ "read_only": 1 ]);
    mcp_register_tool("read_notes", "All notes on the board.", ([ ]), "read_notes", safe);
    mcp_register_tool("pin_note", "Pin a note to the board.",
        ([ "properties": ([ "text": text ]), "required": ({ "text" }) ]), "pin_note");
    mcp_register_tool("count_words", "How many words are on the board?", ([ ]), "count_words", safe);
}

object connect(int port) {
    return this_object();
}
