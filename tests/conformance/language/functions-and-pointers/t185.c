mixed run() { return (function() { return 5; })(); }
