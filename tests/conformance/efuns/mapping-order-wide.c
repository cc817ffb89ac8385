// The order of many numbers far apart: a table has from the beginning the room for what a mapping was made with.
object connect(int port) { return this_object(); }
mapping grown(int *numbers, mapping m) { foreach (int one in numbers) m[one] = 1; return m; }
mapping shrunk(mapping m) { map_delete(m, 300); map_delete(m, 700); m[-5] = 1; m[33] = 2; return m; }
mixed t1() { return keys(([ 837: 0, 594: 1, 2138: 2, 13318: 3, 333: 4, 33654: 5, 2: 6, 14: 7, 29956: 8, 8: 9, 280: 10 ])); }
mixed t2() { return values(([ 837: 0, 594: 1, 2138: 2, 13318: 3, 333: 4, 33654: 5, 2: 6, 14: 7, 29956: 8, 8: 9, 280: 10 ])); }
mixed t3() { return grown(({ 837, 594, 2138, 13318, 333, 33654, 2, 14, 29956, 8, 280 }), ([ ])); }
mixed t4() { return grown(({ 837, 594, 2138, 13318, 333, 33654, 2, 14, 29956, 8, 280 }), allocate_mapping(20)); }
mixed t5() { return grown(({ 837, 594, 2138, 13318 }), allocate_mapping(100)); }
mixed t6() { return grown(({ 16, 32, 48, 64, 80, 96, 112, 128, 144, 160 }), allocate_mapping(5)); }
mixed t7() { return keys(([ 100: 0, 200: 1, 300: 2, 400: 3, 500: 4, 600: 5, 700: 6, 800: 7, 900: 8, 1000: 9 ]) + ([ 50: 1, 5000: 2 ])); }
mixed t8() { return keys(copy(([ 100: 0, 200: 1, 300: 2, 400: 3, 500: 4, 600: 5, 700: 6, 800: 7, 900: 8, 1000: 9 ]))); }
mixed t9() { return map_mapping(([ 100: 0, 200: 1, 300: 2, 400: 3, 500: 4, 600: 5, 700: 6, 800: 7, 900: 8, 1000: 9 ]), (: $1 :)); }
mixed t10() { return keys(restore_variable(save_variable(([ 100: 0, 200: 1, 300: 2, 400: 3, 500: 4, 600: 5, 700: 6, 800: 7, 900: 8, 1000: 9 ])))); }
mixed t11() { return unique_mapping(({ 100, 2000, 31, 17, 300, 48, 3, 900, 1000, 64 }), (: $1 * 7 :)); }
mixed t12() { return shrunk(([ 100: 0, 200: 1, 300: 2, 400: 3, 500: 4, 600: 5, 700: 6, 800: 7, 900: 8, 1000: 9 ])); }
void logon() {
  for (int i = 1; i <= 12; i++) {
    mixed result;
    string wrong = catch(result = call_other(this_object(), "t" + i));
    write(sprintf("%d: %s\n", i, wrong ? wrong : implode(explode(sprintf("%O", result), "\n"), " ")));
  }
  shutdown();
}
