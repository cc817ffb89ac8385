mixed run() { return catch(new("/t59_o")); }
