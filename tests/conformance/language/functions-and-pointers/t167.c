mixed run() { return apply((: $1 - $2 :), 5, ({3})); }
