inherit "/t35_b"; int q;
