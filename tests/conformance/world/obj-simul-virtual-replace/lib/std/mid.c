inherit "/std/rp"; int mv = 8; string mid_only() { return "mid"; }
