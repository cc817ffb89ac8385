inherit "/pr"; inherit "/ia";
