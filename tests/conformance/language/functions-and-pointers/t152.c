mixed run() { return catch(evaluate((: error($1) :), "oops\n")); }
