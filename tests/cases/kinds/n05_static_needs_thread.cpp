// A function's static starts a thread that needs the same static, and waits for it.
#include <thread>
struct Registry { Registry(); int value = 1; };
Registry& registry() { static Registry r; return r; }
Registry::Registry() { std::thread loader([] { registry().value = 2; }); loader.join(); }
int main() { return registry().value; }
