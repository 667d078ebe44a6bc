#include "engine/exec/processes/pool_worker.h"

#include "engine/exec/exception_text.h"
#include "engine/exec/processes/message.h"
#include "engine/schedule/scheduling_point.h"
#include "engine/trace/recording/run_delay.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace braid::exec {

using trace::EventKind;
using trace::Order;

namespace {

bool answer(int fd, const PoolAnswer& what) { return sendMessage(fd, encoded(std::tuple(what.kind, what.number, what.value))); }

PoolAnswer run(const PoolTask& task, const std::function<Bytes(std::string_view)>& function) {
    try {
        return {PoolAnswer::Kind::Done, task.number, function(task.argument)};
    } catch (...) {
        return {PoolAnswer::Kind::Failed, task.number, exceptionText()};
    }
}

} // namespace

std::pair<int, int> makePoolSockets() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot reach a worker of a process pool");
    return {ends[0], ends[1]};
}

int watchProcess(pid_t pid) { return static_cast<int>(syscall(SYS_pidfd_open, pid, 0)); }

bool hasEnded(int pidfd, const process& child) {
    if (pidfd < 0)
        return !child.is_alive();
    pollfd ended{pidfd, POLLIN, 0};
    return poll(&ended, 1, 0) > 0;
}

bool sendToWorker(int fd, const PoolTask& task) {
    return sendMessage(fd, encoded(std::tuple(task.number, task.label, task.argument)));
}

void readFromWorker(int fd, Bytes& received) {
    char buffer[65536];
    for (;;) {
        const ssize_t got = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        received.append(buffer, static_cast<std::size_t>(got));
    }
}

std::optional<Bytes> cutMessage(Bytes& received) {
    if (received.size() < sizeof(std::uint32_t))
        return std::nullopt;
    const auto size = decoded<std::uint32_t>(received);
    if (received.size() < sizeof size + size)
        return std::nullopt;
    Bytes message = received.substr(sizeof size, size);
    received.erase(0, sizeof size + size);
    return message;
}

PoolAnswer decodedAnswer(std::string_view message) {
    auto [kind, number, value] = decoded<std::tuple<PoolAnswer::Kind, std::uint64_t, Bytes>>(message);
    return {kind, number, value};
}

void workInPool(int fd, PoolChannel& channel, const std::function<Bytes(std::string_view)>& function) {
    const bool seen = trace::recording();
    for (;;) {
        if (seen) {
            schedule::before(schedule::OperationKind::Get, channel.tasks, CallSite(nullptr, 0));
            trace::waitBegins();
            trace::append(EventKind::GetWait, channel.tasks.id(), channel.tasks.last(), SiteId{}, Order::After, 0);
        }
        const std::optional<Bytes> message = receiveMessage(fd);
        trace::waitEnds();
        if (!message)
            return; // the pool is gone, and its process with it
        auto [number, label, argument] = decoded<std::tuple<std::uint64_t, std::string, Bytes>>(*message);
        const bool over = number == 0;
        if (seen)
            trace::appendText(EventKind::Get, channel.tasks.id(), channel.tasks.next(), SiteId{}, Order::Own,
                              over ? std::stoull(label) : number, 0, over ? "the end" : label);
        if (over)
            return;
        if (seen)
            trace::appendText(EventKind::TaskBegin, channel.pool.id(), 0, SiteId{}, Order::Own, number, 0, label);
        if (!answer(fd, {PoolAnswer::Kind::Begun, number, {}}))
            return;
        const PoolAnswer result = run({number, label, argument}, function);
        if (seen) {
            const bool good = result.kind == PoolAnswer::Kind::Done;
            trace::append(EventKind::TaskEnd, channel.pool.id(), 0, SiteId{}, Order::Own, number, good ? 0 : 1);
            trace::appendText(EventKind::Put, channel.results.id(), channel.results.next(), SiteId{}, Order::Own, number, 0,
                              good ? label : result.value);
        }
        if (!answer(fd, result))
            return;
    }
}

} // namespace braid::exec
