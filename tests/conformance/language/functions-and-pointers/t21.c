mixed run() { return evaluate((: $1 + $2 :), ({1,2})...); }
