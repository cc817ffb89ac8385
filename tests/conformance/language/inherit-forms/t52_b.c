mixed virt() { return "b"; }
