inherit "/ia";
inherit "/ib";
