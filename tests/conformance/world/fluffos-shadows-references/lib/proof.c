string name() { return "proof"; }
