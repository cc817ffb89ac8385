mixed run() { return evaluate((: $1["a"] + $2[<1] :), (["a":4]), ({1,2})); }
