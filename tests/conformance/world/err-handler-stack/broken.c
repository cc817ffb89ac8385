void create() { 
  error("broken create");
}
