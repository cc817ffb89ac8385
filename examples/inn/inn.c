// An inn whose keeper is a language model: neolith-trio -f neolith.conf -c inn.c
// Ask him something, one line at a time. He looks prices up with a tool.

mapping prices = ([ "beer": 2, "wine": 5, "bed": 12 ]);

int valid_agent(object who, object agent, int max_turns) {
    return max_turns <= 5;
}

mixed price(mapping arguments) {
    return prices[arguments["item"]] || error("There is no " + arguments["item"] + " here.\n");
}

int before_tool_call(string name, mapping arguments) {
    write("(" + name + " " + to_json(arguments) + ")\n");
    return 0;
}

void said(string text, mixed error) {
    write("Bodo says: " + (error ? "Hm. [" + error + "]" : text) + "\n");
    shutdown(error != 0);
}

void asked(string line) {
    agent_context_add(this_object(), "user", line);
    agent_model_inference(this_object(), 4, "said");
}

object connect(int port) {
    agent_context_add(this_object(), "system", "You are Bodo, who keeps an inn. Answer in one sentence.");
    agent_register_tool(this_object(), "price",
        "{\"description\": \"What something costs, in coins.\", \"properties\": {\"item\": {\"type\": \"string\"}}}",
        (: price :));
    return this_object();
}

void logon() {
    write("You are in an inn. What do you ask?\n");
    input_to("asked");
}

void write_prompt() {
}
