mixed t() { ({ 1 }) = ({ 2 }); return 1; }
