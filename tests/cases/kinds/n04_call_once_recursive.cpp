#include <mutex>
std::once_flag initialised;
int depth;
void setUp();
void ensure() { std::call_once(initialised, setUp); }
void setUp() { if (++depth < 2) ensure(); }
int main() { ensure(); }
