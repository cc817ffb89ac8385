// Fetches web pages, all at once: neolith-trio -f neolith.conf -c fetch.c URL ...

int left;

void answered(mapping answer, string url) {
    if (answer["outcome"] == "result")
        printf("%s: status %d, %d bytes of %s\n", url, answer["status"], strlen(answer["body"]),
            answer["headers"]["content-type"] || "something");
    else
        printf("%s: %s\n", url, answer["error"]);
    if (!--left)
        shutdown(0);
}

object connect(int port) {
    string url;

    foreach (url in __ARGV__) {
        left++;
        http_request(([ "url": url, "timeout": 10 ]), "answered", url);
    }
    if (!left) {
        write("give one or more addresses\n");
        shutdown(2);
    }
    return this_object();
}

// Without this the driver writes its own prompt, "> ".
void write_prompt() {
}
