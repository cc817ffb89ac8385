inherit "/ca"; inherit "/cb";
