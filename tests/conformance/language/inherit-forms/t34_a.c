inherit "/t34_b"; int q;
