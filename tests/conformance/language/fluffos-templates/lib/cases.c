// Template literals.
#define NAME(x) `n${x}m`
#define FIVE 5

string who = "somebody";

string t1() { return `abc`; }
string t2() { return `a${1 + 2}b`; }
string t3() { return `a${"x"}${3.14}${2.0}${-7}`; }
string t4() { return `x\n\t\`\$\${3}\\ $5 $ {x} \x41 \101`; }
string t5() { return `a${`in${2}ner`}z`; }
string t6() { return `a${sizeof(({ "}", '}', ([ "{" : 1 ])["{"] }))}` "tail" `q${1}` "r"; }
string t7() { return "head" `x${sizeof(({ 1, 2 }))}`; }
mixed t8() { return sizeof(`a${1}b`) + `c`[0]; }
mixed t9() { return map(({ 1, 2 }), (: `<${$1}>` :)); }
string t10() {
    return `a
b ${who} ${FIVE} c\
d
` + NAME(7) + `${/* } */ 3}`;
}
mixed t11() {
    switch ("k1") {
    case `k1`:
        return ([ `k${1}` : 2 ]);
    }
    return 0;
}
string t12() { return implode(({ 1.5, 100000.0, 1000000.0, 1e20 }), (: `${$1} ${$2}` :)); }

string run() {
    string text = "";
    for (int i = 1; i <= 12; i++)
        text += sprintf("%d: %O\n", i, call_other(this_object(), "t" + i));
    return text;
}
