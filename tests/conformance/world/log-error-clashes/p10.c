public inherit "/pr3"; inherit "/ib";
