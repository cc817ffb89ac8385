string log = "";
