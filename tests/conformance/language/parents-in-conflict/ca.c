inherit "/c";
