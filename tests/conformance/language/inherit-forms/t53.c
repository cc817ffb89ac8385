inherit "/t53_a";
mixed run() { return ({ file_name(this_object()), where(), __FILE__, afile() }); }
