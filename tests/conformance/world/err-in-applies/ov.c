int f() { return efun::sizeof(({ })); }
