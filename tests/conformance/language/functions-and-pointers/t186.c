mixed run() { return typeof((: 5 :)) ; }
