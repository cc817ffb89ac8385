// neolith-trio run-tests examples/tests_lpc
//
// Every function test_*() runs in a clone of this file of its own, after setup() and before teardown().

#include <lpc_test.h>

private object counter;

void setup() { counter = clone_object(__DIR__ "_counter"); }

void teardown() { destruct(counter); }

void test_starts_at_zero() { ASSERT_EQ(counter->query(), 0); }

void test_adds() {
  counter->add(2);
  counter->add(3);
  ASSERT_EQ(counter->query(), 5);
}

void test_refuses_to_go_back() {
  ASSERT_EQ(ASSERT_ERROR(counter->add(-1)), "*a counter does not go back\n");
  ASSERT_EQ(counter->query(), 0);
}

// A test is over when it has no call_out pending any more. The clock is virtual: nobody waits for an hour.

void test_counts_by_itself() {
  counter->count(3600);
  call_out("has_counted", 3600, time());
}

void has_counted(int began) {
  ASSERT_EQ(time() - began, 3600);
  ASSERT_EQ(counter->query(), 3600);
}
