inherit "/circle1";
