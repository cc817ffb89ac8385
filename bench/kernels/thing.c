int count; void create() { count = 1; }
