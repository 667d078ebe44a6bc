#include "engine/record/launch/kernel_wait.h"

#include "engine/trace/process_stat.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <linux/futex.h>
#include <sstream>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

namespace braid::record {
namespace {

std::string folderOf(long process, long thread) { return "/proc/" + std::to_string(process) + "/task/" + std::to_string(thread) + "/"; }

std::uint64_t switchesOf(const std::string& folder) {
    std::ifstream in(folder + "status");
    constexpr const char* Key = "voluntary_ctxt_switches:";
    for (std::string line; std::getline(in, line);)
        if (line.rfind(Key, 0) == 0)
            return std::stoull(line.substr(std::string(Key).size()));
    return 0;
}

} // namespace

std::optional<KernelWait> kernelWait(long process, long thread) {
    const std::string folder = folderOf(process, thread);
    const std::optional<trace::ProcessStat> stat = trace::processStat(folder + "stat");
    if (!stat || stat->state != 'S')
        return std::nullopt;
    std::ifstream in(folder + "syscall");
    KernelWait wait;
    if (!(in >> wait.call)) // "running", or not ours to see
        return std::nullopt;
    std::string word;
    for (std::uint64_t& argument : wait.arguments)
        if (in >> word)
            argument = std::stoull(word, nullptr, 16);
    if (in >> word >> word) // the stack, then the code
        wait.code = std::stoull(word, nullptr, 16);
    wait.switches = switchesOf(folder);
    return wait;
}

std::optional<std::uint64_t> futexOf(const KernelWait& wait) {
    if (wait.call != SYS_futex)
        return std::nullopt;
    const std::uint64_t operation = wait.arguments[1] & FUTEX_CMD_MASK;
    const bool waits = operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET || operation == FUTEX_LOCK_PI;
    return waits && wait.arguments[3] == 0 ? std::optional(wait.arguments[0]) : std::nullopt;
}

std::string mappedAt(long process, std::uint64_t address) {
    std::ifstream in("/proc/" + std::to_string(process) + "/maps");
    for (std::string line; std::getline(in, line);) {
        std::uint64_t begin = 0, end = 0;
        char dash = 0;
        std::istringstream words(line);
        words >> std::hex >> begin >> dash >> end;
        if (address < begin || address >= end)
            continue;
        const std::size_t slash = line.rfind('/');
        return slash == std::string::npos ? std::string() : line.substr(slash + 1);
    }
    return {};
}

bool bytesUnderWay(long process, const std::vector<std::uint64_t>& inodes) {
    for (const char* table : {"tcp", "tcp6"}) {
        std::ifstream in("/proc/" + std::to_string(process) + "/net/" + table);
        std::string line;
        std::getline(in, line); // the heading
        while (std::getline(in, line)) {
            // "0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000 0 0 12345 …": sent and come, and the number.
            std::istringstream words(line);
            std::string skipped, queues;
            std::uint64_t inode = 0;
            words >> skipped >> skipped >> skipped >> skipped >> queues >> skipped >> skipped >> skipped >> skipped >> inode;
            if (queues.find_first_not_of("0:") != std::string::npos && std::binary_search(inodes.begin(), inodes.end(), inode))
                return true;
        }
    }
    return false;
}

std::uint64_t endNumberOf(long process, int descriptor, bool writes) {
    char path[256];
    const std::string link = "/proc/" + std::to_string(process) + "/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path - 1);
    const std::string_view target(path, length > 0 ? static_cast<std::size_t>(length) : 0); // "pipe:[123]"
    if (!target.starts_with("pipe:[") && !target.starts_with("socket:["))
        return 0;
    std::uint64_t inode = 0;
    const std::size_t digits = target.find('[') + 1;
    std::from_chars(target.data() + digits, target.data() + target.size(), inode);
    return inode << 1 | (writes && target.starts_with("pipe") ? 1 : 0);
}

} // namespace braid::record
