// Efuns that are another name of one with another default: they take its argument, and errors name it.
object connect(int port) { return this_object(); }
mixed odd = "a", wrong = 4;
mixed t1() { return this_interactive(0) == this_player(); }
mixed t2() { return this_user(1) == this_player(1); }
mixed t3() { return all_previous_objects(0) == previous_object(0); }
mixed t4() { return pointerp(all_previous_objects(-1)); }
mixed t5() { return load_object("none-such", 0); }
mixed t6() { return load_object("main", 0) == this_object(); }
mixed t7() { return reset_eval_cost(1) == max_eval_cost(); }
mixed t8() { return eval_cost(0) >= max_eval_cost(-1); }
mixed t9() { return reset_eval_cost(odd); }
mixed t10() { return this_user(odd); }
mixed t11() { return this_interactive(odd); }
mixed t12() { return all_previous_objects(odd); }
mixed t13() { return load_object(wrong); }
mixed t14() { return load_object("main", odd); }
void t15() { message("a", "b", wrong); }
void logon() {
  for (int i = 1; i <= 15; i++) {
    mixed result;
    string wrong = catch(result = call_other(this_object(), "t" + i));
    write(sprintf("%d: %O\n", i, wrong || result));
  }
  shutdown();
}
