inherit "/base/a";
int vc = 3;
private string hidden = "c hidden";
string who() { return "c(" + a::who() + ")"; }
string get_hidden() { return hidden; }
protected string shielded() { return "shield"; }
