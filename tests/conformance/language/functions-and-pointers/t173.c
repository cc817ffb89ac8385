mixed run() { return evaluate((: $1[0] :), ({4})); }
