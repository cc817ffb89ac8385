int g = 5;
mixed run() { return evaluate((: g :)); }
