#include "engine/record/attach/proc.h"

#include "engine/trace/process_stat.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::attach {
namespace {

std::string folderOf(int pid) { return "/proc/" + std::to_string(pid) + "/"; }

/// Numbers that are names of the files in `folder`, ascending.
std::vector<int> numbersIn(const std::string& folder) {
    std::vector<int> numbers;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(folder, error); !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        int number = 0;
        if (const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number); failure == std::errc() && end == name.data() + name.size())
            numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

std::string lineOf(const std::string& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

std::string linkOf(const std::string& file) {
    std::error_code error;
    return std::filesystem::read_symlink(file, error).string();
}

/// The value of a line "Key:\tvalue" in a file as /proc/PID/status.
std::string valueOf(const std::string& file, std::string_view key) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == ':') {
            const std::size_t begin = line.find_first_not_of(" \t", key.size() + 1);
            return begin == std::string::npos ? std::string() : line.substr(begin);
        }
    return {};
}

/// Of what the threads of a process share: what the first thread had of it, it has not any more when it has ended.
std::string sharedFolderOf(int pid) {
    const int living = livingThreadOf(pid);
    return folderOf(living != 0 ? living : pid);
}

std::uint64_t countOf(const std::string& file, std::string_view key) { return std::strtoull(valueOf(file, key).c_str(), nullptr, 10); }

} // namespace

std::vector<Mapping> mappingsOf(int pid) {
    std::vector<Mapping> mappings;
    std::ifstream in(sharedFolderOf(pid) + "maps");
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        Mapping mapping;
        char dash = 0;
        std::string rights;
        fields >> std::hex >> mapping.begin >> dash >> mapping.end >> rights >> mapping.offset >> mapping.device >> std::dec >> mapping.inode;
        if (!fields || rights.size() < 4)
            continue;
        mapping.writable = rights[1] == 'w';
        mapping.executable = rights[2] == 'x';
        mapping.shared = rights[3] == 's';
        std::getline(fields >> std::ws, mapping.path);
        mappings.push_back(std::move(mapping));
    }
    return mappings;
}

namespace {

constexpr std::string_view SemaphoreFolder = "/dev/shm/", SemaphorePrefix = "sem.", Deleted = " (deleted)"; // sem_overview(7)

} // namespace

bool isSemaphoreFile(const Mapping& mapping) {
    return mapping.shared && mapping.path.starts_with(SemaphoreFolder) && std::string_view(mapping.path).substr(SemaphoreFolder.size()).starts_with(SemaphorePrefix);
}

std::string semaphoreNameOf(int pid, const Mapping& mapping) {
    if (!mapping.path.ends_with(Deleted))
        return mapping.path.substr(SemaphoreFolder.size() + SemaphorePrefix.size());
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(sharedFolderOf(pid) + "root" + std::string(SemaphoreFolder), error); !error && entry != std::filesystem::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        struct stat facts {};
        if (name.starts_with(SemaphorePrefix) && ::stat(entry->path().c_str(), &facts) == 0 && facts.st_ino == mapping.inode)
            return name.substr(SemaphorePrefix.size());
    }
    return {};
}

bool mayBeOpened(int pid, const Mapping& mapping) {
    return !mapping.path.ends_with(Deleted) || (isSemaphoreFile(mapping) && !semaphoreNameOf(pid, mapping).empty());
}

std::optional<SystemCall> systemCallIn(std::string_view text) {
    SystemCall call;
    if (text.starts_with("running"))
        return call;
    std::istringstream fields{std::string(text)};
    if (!(fields >> call.number))
        return std::nullopt;
    const auto next = [&fields](std::uint64_t& value) {
        std::string word;
        fields >> word;
        value = std::strtoull(word.c_str(), nullptr, 16);
    };
    if (call.number >= 0)
        for (std::uint64_t& argument : call.arguments)
            next(argument);
    next(call.stack);
    next(call.code);
    return fields ? std::optional(call) : std::nullopt;
}

int livingThreadOf(int pid) {
    const auto lives = [pid](int id) {
        const std::optional<trace::ProcessStat> stat = trace::processStat(folderOf(pid) + "task/" + std::to_string(id) + "/stat");
        return stat && !stat->ended();
    };
    if (lives(pid))
        return pid;
    const std::vector<int> threads = numbersIn(folderOf(pid) + "task");
    const auto found = std::find_if(threads.begin(), threads.end(), lives);
    return found != threads.end() ? *found : 0;
}

std::vector<Thread> threadsOf(int pid, bool& denied) {
    std::vector<Thread> threads;
    for (const int id : numbersIn(folderOf(pid) + "task")) {
        const std::string folder = folderOf(pid) + "task/" + std::to_string(id) + "/";
        const std::optional<trace::ProcessStat> stat = trace::processStat(folder + "stat");
        if (!stat || stat->ended())
            continue;
        Thread thread;
        thread.id = id;
        thread.state = stat->state;
        thread.name = lineOf(folder + "comm");
        thread.switches = countOf(folder + "status", "voluntary_ctxt_switches") + countOf(folder + "status", "nonvoluntary_ctxt_switches");
        const std::optional<SystemCall> call = systemCallIn(lineOf(folder + "syscall"));
        denied = denied || (!call && trace::processStat(folder + "stat"));
        thread.call = call.value_or(SystemCall{});
        threads.push_back(std::move(thread));
    }
    return threads;
}

std::map<int, Descriptor> descriptorsOf(int pid) {
    std::map<int, Descriptor> descriptors;
    const std::string folder = sharedFolderOf(pid) + "fd";
    for (const int number : numbersIn(folder)) {
        Descriptor& descriptor = descriptors[number];
        descriptor.number = number;
        descriptor.target = linkOf(folder + "/" + std::to_string(number));
        for (const std::string& line : descriptorLines(pid, number))
            if (line.starts_with("flags:"))
                descriptor.flags = static_cast<int>(std::strtol(line.c_str() + 6, nullptr, 8));
    }
    return descriptors;
}

std::vector<std::string> descriptorLines(int pid, int number) {
    std::vector<std::string> lines;
    std::ifstream in(sharedFolderOf(pid) + "fdinfo/" + std::to_string(number));
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::optional<std::uint64_t> inodeIn(std::string_view target, std::string_view kind) {
    if (!target.starts_with(kind) || target.substr(kind.size(), 2) != ":[")
        return std::nullopt;
    std::uint64_t inode = 0;
    const char* const begin = target.data() + kind.size() + 2;
    return std::from_chars(begin, target.data() + target.size(), inode).ec == std::errc() ? std::optional(inode) : std::nullopt;
}

std::vector<FileLock> fileLocks() {
    std::vector<FileLock> locks;
    std::ifstream in("/proc/locks");
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        FileLock lock;
        std::string number, advisory, mode;
        fields >> number >> lock.kind;
        if (lock.kind == "->") {
            lock.waits = true;
            fields >> lock.kind;
        }
        if (!(fields >> advisory >> mode >> lock.pid >> lock.file))
            continue;
        lock.number = std::strtoull(number.c_str(), nullptr, 10);
        lock.writes = mode == "WRITE";
        locks.push_back(std::move(lock));
    }
    return locks;
}

std::string nameOf(int pid) { return lineOf(folderOf(pid) + "comm"); }

std::string programOf(int pid) { return linkOf(sharedFolderOf(pid) + "exe"); }

std::optional<int> parentOf(int pid) {
    const auto stat = trace::processStat(pid);
    return stat && stat->parent > 0 ? std::optional(static_cast<int>(stat->parent)) : std::nullopt;
}

std::vector<int> childrenOf(int pid) {
    std::vector<int> children;
    for (const int id : numbersIn(folderOf(pid) + "task")) {
        std::ifstream in(folderOf(pid) + "task/" + std::to_string(id) + "/children");
        for (int child = 0; in >> child;)
            children.push_back(child);
    }
    return children;
}

std::vector<int> allProcesses() { return numbersIn("/proc"); }

std::optional<int> processOfThread(int tid) {
    const auto process = static_cast<int>(countOf(folderOf(tid) + "status", "Tgid"));
    return process > 0 ? std::optional(process) : std::nullopt;
}

std::uint64_t startTimeOf(int pid) {
    const std::string line = lineOf(folderOf(pid) + "stat");
    const std::size_t bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return 0;
    constexpr int First = 3, StartTime = 22;
    std::istringstream fields(line.substr(bracket + 1));
    std::string field;
    for (int number = First; number < StartTime; ++number)
        fields >> field;
    std::uint64_t time = 0;
    fields >> time;
    return time;
}

namespace {

/// Which right is missing to look at a process that is there.
std::string missingRight(int pid) {
    const std::string status = folderOf(pid) + "status";
    const bool mine = countOf(status, "Uid") == ::geteuid();
    const std::string scope = lineOf("/proc/sys/kernel/yama/ptrace_scope");
    if (scope == "3")
        return "the kernel lets nobody look into another process (kernel.yama.ptrace_scope is 3, until the machine starts anew)";
    if (!mine)
        return "it belongs to another user: root or CAP_SYS_PTRACE would help";
    if (scope == "1")
        return "sudo sysctl kernel.yama.ptrace_scope=0 would help, and so would root or CAP_SYS_PTRACE";
    return "root or CAP_SYS_PTRACE would help";
}

/// Of the program's file: the machine it is for is this one.
bool ofThisMachine(int pid) {
    std::ifstream program(sharedFolderOf(pid) + "exe", std::ios::binary), own("/proc/self/exe", std::ios::binary);
    constexpr std::size_t Class = 4, Machine = 18, Looked = 20;
    std::array<char, Looked> theirs{}, ours{};
    if (!program.read(theirs.data(), Looked) || !own.read(ours.data(), Looked))
        return true;
    return theirs[Class] == ours[Class] && theirs[Machine] == ours[Machine] && theirs[Machine + 1] == ours[Machine + 1];
}

} // namespace

Status mayLookAt(int pid) {
    constexpr const char* Tried = "cannot look at process";
    const std::string which = std::to_string(pid);
    const auto stat = trace::processStat(pid);
    if (!stat)
        return Error{Tried, which, "there is none"};
    if (livingThreadOf(pid) == 0)
        return Error{Tried, which, "it has ended; only its parent has not asked for its status yet"};
    if (pid == ::getpid())
        return Error{Tried, which, "it is this command itself"};
    std::istringstream fields(lineOf(folderOf(pid) + "stat"));
    if (const std::string text = fields.str(); text.rfind(')') != std::string::npos) {
        constexpr int First = 3, Flags = 9;
        constexpr unsigned long KernelThread = 0x00200000; // PF_KTHREAD
        std::istringstream rest(text.substr(text.rfind(')') + 1));
        std::string field;
        for (int number = First; number < Flags; ++number)
            rest >> field;
        unsigned long flags = 0;
        if (rest >> flags && (flags & KernelThread) != 0)
            return Error{Tried, which, "it is a thread of the kernel"};
    }
    if (const auto process = processOfThread(pid); process && *process != pid)
        return Error{Tried, which, "it is a thread of process " + std::to_string(*process)};
    bool denied = false;
    const std::vector<Thread> threads = threadsOf(pid, denied);
    const std::string shared = sharedFolderOf(pid);
    if (denied || ::access((shared + "maps").c_str(), R_OK) != 0 || linkOf(shared + "exe").empty()) {
        if (!trace::processStat(pid))
            return Error{Tried, which, "it ended meanwhile"};
        return Error{Tried, which, missingRight(pid)};
    }
    if (!ofThisMachine(pid))
        return Error{Tried, which, "it is a program for another kind of machine than Braid (32 bit)"};
    if (threads.empty())
        return Error{Tried, which, "it ended meanwhile"};
    return Done{};
}

} // namespace braid::attach
