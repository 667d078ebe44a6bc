// A reader wants to write without having let go of its read lock.
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
std::shared_mutex table_lock;
std::map<std::string, int> table;
int lookup(const std::string& key) {
    std::shared_lock read(table_lock);
    if (auto found = table.find(key); found != table.end()) return found->second;
    std::unique_lock write(table_lock);
    return table[key] = 1;
}
int main() { return lookup("a") + lookup("b"); }
