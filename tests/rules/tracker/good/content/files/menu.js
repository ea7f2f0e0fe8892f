function trim(a) { return a; } synonym('x'); trim('a');
