mixed t() { switch (1) { case 1 = 2: } return 1; }
