inherit "/circle2";
