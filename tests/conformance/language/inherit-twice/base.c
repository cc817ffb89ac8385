private int bp = 1; int bv = 2; static int bs = 3; int bn = 4;
private int fpriv() { return 10; }
static int fstat() { return 11; }
int fnom() { return 12; }
int over() { return 1; }
int callover() { return over(); }
function ptr_priv() { return (: fpriv :); }
function ptr_over() { return (: over :); }
int usepriv() { return fpriv(); }
int getbv() { return bv; }
void setbv(int x) { bv = x; }
mixed va(mixed a, mixed b) { return ({a, b}); }
protected int prot() { return 13; }
public int pub() { return 14; }
string who() { return file_name(this_object()) + " " + (previous_object() ? file_name(previous_object()) : "0"); }


void create() { bv = 20; }
mixed undef_proto(int x);
mixed call_undef() { return undef_proto(3); }
