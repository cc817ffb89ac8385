// Brings a directory of the mudlib up to date with a git repository, and loads what is in it:
//     neolith-trio -f neolith.conf -c lib/deploy.c URL DIRECTORY

string directory;
string phase;

// The master's word on who may run what, and who may write where: here it is the master itself that does.
int valid_process(object who, string *command) {
    return command[0] == "git";
}

void progress(mapping about) {
    if (about["phase"] != phase) {
        phase = about["phase"];
        write("  " + phase + "\n");
    }
}

void deployed(mapping answer, string what) {
    string file;

    if (answer["outcome"] != "result") {
        write(what + " failed: " + answer["error"] + "\n");
        shutdown(1);
        return;
    }
    write(what + ": " + answer["branch"] + " is at " + answer["hash"][0..6] + "\n");
    foreach (file in get_dir(directory + "/*.c")) {
        mixed problem = catch(load_object(directory + "/" + file));

        write("  " + directory + "/" + file + (problem ? ": " + problem : " is loaded\n"));
    }
    shutdown(0);
}

object connect(int port) {
    string url;

    if (sizeof(__ARGV__) != 2) {
        write("give the address of a repository and a directory\n");
        shutdown(2);
        return this_object();
    }
    url = __ARGV__[0];
    directory = __ARGV__[1];
    if (sizeof(get_dir(directory + "/") || ({ })))
        git_pull(directory, ([ "progress": "progress" ]), "deployed", "pulled");
    else
        git_clone(url, directory, ([ "progress": "progress" ]), "deployed", "cloned");
    return this_object();
}

void write_prompt() {
}
