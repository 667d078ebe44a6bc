#include "engine/exec/usage.h"

#include "engine/schedule/controlled_run.h"

#include <ctime>
#include <fstream>
#include <malloc.h>
#include <pthread.h>
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

namespace {
/// The figure behind `label` in a file of /proc, which counts KiB.
std::size_t bytesBehind(const char* label, const char* path) {
    std::ifstream file(path);
    std::string word;
    while (file >> word) {
        std::size_t kib = 0;
        if (word == label && file >> kib)
            return kib * 1024;
    }
    return 0;
}
} // namespace

std::size_t residentMemory() { return bytesBehind("RssAnon:", "/proc/self/status"); }

std::size_t kernelStacks() { return bytesBehind("KernelStack:", "/proc/meminfo"); }

std::size_t stackReserve() {
    pthread_attr_t attributes;
    std::size_t size = 0;
    if (pthread_attr_init(&attributes) != 0)
        return 0;
    pthread_attr_getstacksize(&attributes, &size);
    pthread_attr_destroy(&attributes);
    return size;
}

std::chrono::nanoseconds processorTime() {
    if (const auto* run = schedule::ControlledRun::current(); run != nullptr)
        return run->computed();
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

} // namespace braid::exec
