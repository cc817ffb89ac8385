inherit "/self";
