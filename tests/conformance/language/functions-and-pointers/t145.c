mixed run() { return functionp((: 1 :)) + " " + functionp((: strlen :)) + " " + functionp((: run :)) + " " + functionp(function() {}); }
