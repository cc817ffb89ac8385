mixed inside() { mixed found; catch(found = call_stack(3)); return found; }
mixed twice() { mixed found; catch { catch { found = ({ call_stack(3), call_stack(2), origin() }); }; }; return found; }
mixed local() { mixed found; catch(found = inside()); return found; }
function pointer() { return (: inside :); }
function literal() { return function() { mixed found; catch(found = call_stack(3)); return found; }; }
