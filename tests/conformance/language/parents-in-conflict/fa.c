inherit "/f";
