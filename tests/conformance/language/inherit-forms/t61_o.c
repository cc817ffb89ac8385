void foo() { return 1 +; }
