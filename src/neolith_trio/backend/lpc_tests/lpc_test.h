// Assertions for tests that `neolith-trio run-tests` runs: #include <lpc_test.h>
//
//   ASSERT(condition)              fails when the condition is false
//   ASSERT_EQ(actual, expected)    fails when the two differ; arrays and mappings are compared by what they hold
//   ASSERT_NE(actual, unexpected)  fails when the two are the same in that sense
//   ASSERT_ERROR(expression)       fails when the expression raises no error; its value is the text of the error
//   FAIL(text)                     fails

#ifndef LPC_TEST_H
#define LPC_TEST_H

#define ASSERT(condition) _assert((condition) ? 1 : 0, #condition)
#define ASSERT_EQ(actual, expected) _assert_equal((actual), (expected), #actual)
#define ASSERT_NE(actual, unexpected) _assert_different((actual), (unexpected), #actual)
#define ASSERT_ERROR(expression) _assert_error(catch(expression), #expression)
#define FAIL(text) error((text) + "\n")

private int _same(mixed left, mixed right) {
  mixed *names;
  int i;

  if (left == right)
    return 1;
  if (pointerp(left) && pointerp(right)) {
    if (sizeof(left) != sizeof(right))
      return 0;
    for (i = 0; i < sizeof(left); i++)
      if (!_same(left[i], right[i]))
        return 0;
    return 1;
  }
  if (mapp(left) && mapp(right)) {
    names = keys(left);
    if (sizeof(names) != sizeof(keys(right)))
      return 0;
    for (i = 0; i < sizeof(names); i++)
      if (undefinedp(right[names[i]]) != undefinedp(left[names[i]]) || !_same(left[names[i]], right[names[i]]))
        return 0;
    return 1;
  }
  return 0;
}

private void _assert(int fine, string text) {
  if (!fine)
    error(text + " is not true\n");
}

// The first place where two values differ, as "[1] is 2, not 3".
private string _difference(mixed left, mixed right) {
  mixed *names;
  int i;

  if (pointerp(left) && pointerp(right)) {
    if (sizeof(left) != sizeof(right))
      return sprintf(" has %d elements, not %d", sizeof(left), sizeof(right));
    for (i = 0; i < sizeof(left); i++)
      if (!_same(left[i], right[i]))
        return sprintf("[%d]%s", i, _difference(left[i], right[i]));
  }
  if (mapp(left) && mapp(right)) {
    names = keys(left);
    for (i = 0; i < sizeof(names); i++)
      if (undefinedp(right[names[i]]) && !undefinedp(left[names[i]]))
        return sprintf("[%O] is there, and should not be", names[i]);
    names = keys(right);
    for (i = 0; i < sizeof(names); i++)
      if (!_same(left[names[i]], right[names[i]]))
        return sprintf("[%O]%s", names[i], _difference(left[names[i]], right[names[i]]));
    for (i = 0; i < sizeof(names); i++)
      if (undefinedp(left[names[i]]) && !undefinedp(right[names[i]]))
        return sprintf("[%O] is not there", names[i]);
  }
  return sprintf(" is %O, not %O", left, right);
}

private void _assert_equal(mixed actual, mixed expected, string text) {
  if (_same(actual, expected))
    return;
  error(text + _difference(actual, expected) + "\n" +
        (pointerp(actual) || mapp(actual) ? sprintf("%s is %O, not %O\n", text, actual, expected) : ""));
}

private void _assert_different(mixed actual, mixed unexpected, string text) {
  if (_same(actual, unexpected))
    error(sprintf("%s is %O\n", text, actual));
}

private mixed _assert_error(mixed problem, string text) {
  if (!problem)
    error(text + " raises no error\n");
  return problem;
}

#endif
