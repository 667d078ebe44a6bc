#include "engine/record/attach/locks.h"

#include <algorithm>
#include <fcntl.h>
#include <functional>
#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace braid::attach {
namespace {

/// Does `act` in the IPC namespace of `pid`, or not at all.
void inNamespaceOf(int pid, const std::function<void()>& act) {
    const std::string theirs = "/proc/" + std::to_string(pid) + "/ns/ipc";
    struct stat own {
    }, other{};
    if (::stat("/proc/self/ns/ipc", &own) != 0 || ::stat(theirs.c_str(), &other) != 0)
        return;
    if (own.st_ino == other.st_ino) {
        act();
        return;
    }
    std::thread([&] { // a namespace of IPC is that of one thread
        const int space = ::open(theirs.c_str(), O_RDONLY | O_CLOEXEC);
        if (space >= 0 && ::setns(space, CLONE_NEWIPC) == 0)
            act();
        if (space >= 0)
            ::close(space);
    })
        .join();
}

/// As semctl(2) wants it.
union SemaphoreArgument {
    int value;
    semid_ds* state;
    unsigned short* values;
};

} // namespace

std::optional<SemaphoreFacts> semaphoreOf(const SeenProcess& process, const Wait& wait) {
    std::optional<SemaphoreFacts> facts;
    inNamespaceOf(livingThreadOf(process.pid), [&] {
        semid_ds state{};
        const int value = ::semctl(wait.target, wait.number, GETVAL);
        const int last = ::semctl(wait.target, wait.number, GETPID);
        if (value < 0 || last < 0 || ::semctl(wait.target, 0, IPC_STAT, SemaphoreArgument{.state = &state}) != 0)
            return;
        // Who set its value counts as the last one, too. Where there was no operation at all since, it was that.
        facts = SemaphoreFacts{value, state.sem_otime != 0 ? last : 0, state.sem_perm.__key != IPC_PRIVATE};
    });
    return facts;
}

bool mayBeKnownToOthers(const SeenProcess& process, const Wait& wait) {
    bool known = true;
    inNamespaceOf(livingThreadOf(process.pid), [&] {
        msqid_ds state{};
        known = ::msgctl(wait.target, IPC_STAT, &state) != 0 || state.msg_perm.__key != IPC_PRIVATE;
    });
    return known;
}

void findBlockedOperation(const SeenProcess& process, Wait& wait) {
    constexpr std::size_t MostOperations = 512;
    std::vector<sembuf> operations(std::min<std::size_t>(static_cast<std::size_t>(std::max(wait.number, 0)), MostOperations));
    if (operations.empty() || !process.memory.read(wait.object, operations.data(), operations.size() * sizeof(sembuf))) {
        wait.kind = WaitKind::Outside;
        return;
    }
    wait.object = 0;
    std::map<int, int> values; // after those that can be done
    for (const sembuf& each : operations) {
        wait.number = each.sem_num;
        wait.forZero = each.sem_op == 0;
        const std::optional<SemaphoreFacts> facts = values.contains(each.sem_num) ? std::nullopt : semaphoreOf(process, wait);
        int& value = values.try_emplace(each.sem_num, facts ? facts->value : 0).first->second;
        if (wait.forZero ? value != 0 : value + each.sem_op < 0)
            return;
        value += each.sem_op;
    }
}

std::string systemVName(const Wait& wait) {
    if (wait.kind == WaitKind::SystemVSemaphore)
        return "semaphore " + std::to_string(wait.number) + " of set " + std::to_string(wait.target);
    return "message queue " + std::to_string(wait.target);
}

} // namespace braid::attach
