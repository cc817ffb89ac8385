// The object on whose behalf errands from outside are done: it has their uid, and hears what is written meanwhile.

string *heard = ({ });

void catch_tell(string text) { heard += ({ text }); }

void receive_message(mixed kind, string text) { heard += ({ text }); }

string *take() {
    string *taken;

    taken = heard;
    heard = ({ });
    return taken;
}
