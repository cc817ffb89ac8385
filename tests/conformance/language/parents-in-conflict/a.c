inherit "/base"; int av;
