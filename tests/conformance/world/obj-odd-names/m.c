inherit "/b";
