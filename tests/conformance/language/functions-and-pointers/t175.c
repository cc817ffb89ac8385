mixed run() { return evaluate((: sizeof($1) > 2 ? "x" : sizeof($1) :), ({1,2})); }
