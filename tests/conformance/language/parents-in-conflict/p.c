private nomask int bn;
