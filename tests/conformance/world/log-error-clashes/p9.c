inherit "/ia"; private inherit "/ib"; public inherit "/pr2";
