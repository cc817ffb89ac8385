inherit "/hidden";
mixed run() { return new(class secret, code : 1)->code; }
