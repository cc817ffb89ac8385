mixed g = ({1,2}), h, i = ([1:2]);
mixed run() { return ({g,h,i}); }
