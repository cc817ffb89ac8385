int g = 5; int h = g + 1;
mixed run() { return ({g,h}); }
