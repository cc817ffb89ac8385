int q; private string s;
