inherit "/ia"; inherit "/ia";
