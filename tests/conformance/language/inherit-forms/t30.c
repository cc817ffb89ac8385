inherit "/t30_a"; inherit "/t30_b";
void create() { a::create(); b::create(); }
mixed run() { return ({ alog, blog }); }
