#include "engine/record/shim/launch.h"

#include "engine/record/shim/control/control.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/thread.h"
#include "engine/trace/writer/system_call.h"

#include <asm/fcntl.h>
#include <cstdlib>
#include <cstring>
#include <linux/mman.h>

namespace braid::record {
namespace {

static_assert(sizeof(ObjectEntry) == 64 && SharedPage::objectBytes == sizeof(ObjectEntry) * SharedObjects);

long openAt(const char* path) { return trace::systemCall(__NR_open, reinterpret_cast<long>(path), O_RDWR | O_CLOEXEC); }

/// Whose descriptors the paths are: "/proc/PID/fd/N".
long supervisorOf(const char* path) {
    constexpr const char* Folder = "/proc/";
    return std::strncmp(path, Folder, std::strlen(Folder)) == 0 ? std::strtol(path + std::strlen(Folder), nullptr, 10) : 0;
}

void ended(int status, void*) { endProcess(status); }

} // namespace

bool openRecording(trace::Mapping& mapping, SharedPage*& shared) {
    const char* names = std::getenv(RecordVariable);
    const char* colon = names != nullptr ? std::strrchr(names, ':') : nullptr;
    if (colon == nullptr || colon - names >= 4000)
        return false;
    char trace[4000];
    std::memcpy(trace, names, static_cast<std::size_t>(colon - names));
    trace[colon - names] = '\0';
    const long page = openAt(colon + 1);
    if (page < 0)
        return false;
    const long memory = trace::systemCall(__NR_mmap, 0, static_cast<long>(SharedBytes), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, page, 0);
    trace::systemCall(__NR_close, page);
    if (memory < 0 && memory > -4096)
        return false;
    shared = reinterpret_cast<SharedPage*>(memory);
    const long fd = openAt(trace);
    if (fd < 0)
        return false;
    const bool mapped = trace::mapTrace(static_cast<int>(fd), mapping) == 0 && trace::forgetDescriptor(mapping) == 0;
    trace::systemCall(__NR_close, fd);
    setSupervisor(supervisorOf(names));
    return mapped;
}

void atProcessEnd() { on_exit(ended, nullptr); }

} // namespace braid::record
