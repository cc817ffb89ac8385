private inherit "/ia"; 
