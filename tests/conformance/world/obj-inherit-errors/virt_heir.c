inherit "/virtual/x";
