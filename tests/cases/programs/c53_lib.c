// Opened by c53_runpath_ok.
int answer(void) { return 42; }
