void create() { "/main"->p("create " + sprintf("origin %s prev %O all %O", origin(), previous_object(), all_previous_objects()) + "\n"); "/main"->id("x"); }
