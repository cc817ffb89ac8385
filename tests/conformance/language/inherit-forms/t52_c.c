mixed virt() { return "c"; }
