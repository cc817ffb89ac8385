inherit "nowhere";
