private class secret { int code; }
class secret make_secret() { return new(class secret, code : 42); }
int code_of(class secret s) { return s->code; }
