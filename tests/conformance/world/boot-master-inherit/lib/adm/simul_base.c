string *trail = ({ });
void note(string s) { trail += ({ s }); }
string *notes() { return trail; }
static string hidden() { return "hidden"; }
private string secret() { return "secret"; }
protected string prot() { return "protected"; }
nomask string nom() { return "nomask"; }
void create() { note("base create"); }
