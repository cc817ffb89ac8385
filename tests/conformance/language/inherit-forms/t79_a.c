int *list = ({ 1, 2 });
