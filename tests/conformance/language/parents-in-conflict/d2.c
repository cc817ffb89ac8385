inherit "/fa"; inherit "/fb";
