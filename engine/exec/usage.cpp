#include "engine/exec/usage.h"

#include <ctime>
#include <fstream>
#include <malloc.h>
#include <string>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BRAID_SANITIZER_HEAP 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BRAID_SANITIZER_HEAP 1
#endif
#if defined(BRAID_SANITIZER_HEAP)
// The sanitizers have an allocator of their own. Declared here because not every compiler brings its header along.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace braid::exec {

std::size_t heapInUse() {
#if defined(BRAID_SANITIZER_HEAP)
    return __sanitizer_get_current_allocated_bytes();
#else
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#endif
}

std::size_t residentMemory() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        std::size_t kib = 0;
        if (word == "RssAnon:" && status >> kib)
            return kib * 1024;
    }
    return 0;
}

std::chrono::nanoseconds processorTime() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

} // namespace braid::exec
