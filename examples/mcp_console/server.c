// An MCP server that is written in LPC altogether: JSON-RPC, a message a line, on the console of the driver.
//
//     neolith-trio -c server.c
//
// It shows how little that takes. What mcp_register_tool() does not know, such a server can do in its own way.

int rolls;

object connect(int port) {
    return this_object();
}

void net_dead() {
    shutdown();
}

void send(mapping message) {
    write(to_json(message + ([ "jsonrpc": "2.0" ])) + "\n");
}

mapping *tools() {
    mapping sides;

    sides = ([ "type": "integer", "description": "of the die", "minimum": 2 ]);
    return ({
        ([
            "name": "roll",
            "description": "Roll a die.",
            "inputSchema": ([ "type": "object", "properties": ([ "sides": sides ]), "required": ({ "sides" }) ])
        ])
    });
}

mapping roll(mapping arguments) {
    if (!intp(arguments["sides"]) || arguments["sides"] < 2)
        error("A die has two sides at least.\n");
    return ([ "content": ({ ([ "type": "text", "text": "roll " + (++rolls) + ": " + (random(arguments["sides"]) + 1) ]) }) ]);
}

mapping answer(string method, mapping params) {
    switch (method) {
    case "initialize":
        return ([
            "protocolVersion": params["protocolVersion"],
            "capabilities": ([ "tools": ([ ]) ]),
            "serverInfo": ([ "name": "dice", "version": "1" ])
        ]);
    case "ping":
        return ([ ]);
    case "tools/list":
        return ([ "tools": tools() ]);
    case "tools/call":
        if (params["name"] == "roll")
            return roll(params["arguments"] || ([ ]));
    }
    return 0;
}

mapping complaint(string text) {
    return ([ "content": ({ ([ "type": "text", "text": text ]) }), "isError": 1 ]);
}

void handle(string line) {
    mixed message, problem, found;

    input_to("handle");
    if (catch(message = from_json(line)) || !mapp(message)) {
        send(([ "id": ([ ])[0], "error": ([ "code": -32700, "message": "no JSON" ]) ]));
        return;
    }
    if (undefinedp(message["id"]) || undefinedp(message["method"]))
        return;     // a notification, or an answer to a question that was never asked
    problem = catch(found = answer(message["method"], message["params"] || ([ ])));
    if (problem)
        found = complaint(implode(explode(problem, "*"), ""));
    if (mapp(found))
        send(([ "id": message["id"], "result": found ]));
    else
        send(([ "id": message["id"], "error": ([ "code": -32601, "message": "no such method" ]) ]));
}

void logon() {
    input_to("handle");
}
