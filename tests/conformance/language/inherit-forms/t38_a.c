inherit "/t38_b"; int q;
