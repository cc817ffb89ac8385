inherit "/ia"; inherit "/pr";
