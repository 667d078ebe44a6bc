#include "engine/ipc/message_channel.h"

#include "engine/schedule/wait.h"
#include "engine/trace/deadline.h"
#include "engine/trace/recording/given_outside.h"
#include "engine/trace/recording/run_delay.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace braid::ipc {

using trace::EventKind;
using trace::Order;

namespace {

using schedule::Clock;

constexpr char Whole = 1; ///< a message's last byte
constexpr char Torn = 0;

/// As Python does at its start: writing without a reader is an error to be told, not the end of the process.
void ignoreBrokenPipes() {
    struct sigaction now {};
    if (sigaction(SIGPIPE, nullptr, &now) == 0 && now.sa_handler == SIG_DFL)
        std::signal(SIGPIPE, SIG_IGN);
}

} // namespace

/// How an operation waits: how long, and how it says so, once.
struct MessageChannel::Waiting {
    EventKind kind;
    trace::SharedTracedObject& object;
    SiteId site;
    Limit limit;
    Clock::time_point deadline = limit ? schedule::deadlineAfter(*limit) : Clock::time_point::max();
    bool told = false;

    [[nodiscard]] std::chrono::nanoseconds left() const { return deadline - Clock::now(); }
    void tell() {
        trace::waitBegins();
        if (std::exchange(told, true) || !trace::recording())
            return;
        const std::int64_t nanos = limit ? std::max<std::int64_t>(limit->count(), 1) : 0;
        trace::append(kind, object.id(), object.last(), site, Order::After, static_cast<std::uint64_t>(nanos));
    }
    /// It goes on, perhaps to wait again.
    void goesOn() {
        if (trace::waitEnds())
            told = false;
    }
    void fail(EventKind failed, trace::SharedTracedObject& pipe) const {
        // The wait, where there was one, may have been for another object.
        trace::SharedTracedObject& about = told ? object : pipe;
        if (trace::recording())
            trace::append(failed, about.id(), about.last(), site, Order::After, 0,
                          static_cast<std::uint32_t>(trace::Failure::Broken));
    }
};

MessageChannel::MessageChannel(std::string name, int capacity) {
    schedule::refuse("this uses a pipe");
    ignoreBrokenPipes();
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    m_reading.own(ends[0]);
    m_writing.own(ends[1]);
    if (capacity > 0)
        (void)fcntl(ends[1], F_SETPIPE_SZ, capacity); // refused: it stays what it is, and that is what is shown
    m_capacity = std::max(fcntl(ends[1], F_GETPIPE_SZ), 0);
    m_traced.emplace(trace::ObjectKind::Pipe, std::move(name), m_capacity);
}

void MessageChannel::close(PipeEnd& end, std::uint32_t which) {
    if (end.open() && trace::recording())
        trace::append(trace::EventKind::EndClosed, m_traced->id(), m_traced->last(), SiteId{}, trace::Order::After, 0, which);
    end.close();
}

bool MessageChannel::poll() const {
    pollfd waits{m_reading.fd(), POLLIN, 0};
    return m_reading.open() && ::poll(&waits, 1, 0) > 0;
}

void MessageChannel::await(int fd, short what, Waiting& waiting) {
    waiting.tell();
    pollfd waits{fd, what, 0};
    if (!waiting.limit || waiting.left().count() <= 0) { // the limit is over where a message has begun: its rest will come
        schedule::blockOutside([&waits] { ::poll(&waits, 1, -1); });
        waiting.goesOn();
        return;
    }
    const std::chrono::nanoseconds left = waiting.left();
    const std::timespec timeout = trace::timespecOf(std::max(left, std::chrono::nanoseconds(0)));
    schedule::blockOutside([&] { ppoll(&waits, 1, &timeout, nullptr); });
    waiting.goesOn();
}

/// For the reader of a message that has begun: waits for its rest. False where its writer died: then what there is of it is
/// thrown away.
bool MessageChannel::awaitRest(Waiting& waiting) {
    constexpr int LookForWriterMs = 50;
    waiting.tell();
    pollfd waits{m_reading.fd(), POLLIN, 0};
    const int ready = schedule::blockOutside([&waits] { return ::poll(&waits, 1, LookForWriterMs); });
    waiting.goesOn();
    if (ready != 0)
        return true;
    const RobustLock::Taken writing = m_shared->writing.tryLock();
    if (writing == RobustLock::Taken::Busy)
        return true; // it lives
    // No process writes while this one holds that lock, so all that is in the pipe belongs to the torn message.
    const bool torn = writing == RobustLock::Taken::OwnerDied && std::exchange(m_shared->owed, 0) > 0;
    if (torn) {
        m_shared->lengthGot = 0;
        while (m_shared->unread > 0) {
            Bytes rest(m_shared->unread, Torn);
            std::size_t have = 0;
            if (!moveIn(rest, have, {}, waiting))
                m_shared->unread = 0;
        }
    }
    m_shared->writing.unlock();
    return !torn;
}

/// A process died while it moved bytes: whether it came to count them is not known, but what lies in the pipe is.
void MessageChannel::recount() {
    int inside = 0;
    if (ioctl(m_reading.open() ? m_reading.fd() : m_writing.fd(), FIONREAD, &inside) != 0 || inside < 0)
        return;
    const std::uint64_t counted = m_shared->put - m_shared->got;
    const auto real = static_cast<std::uint64_t>(inside);
    if (real > counted)
        m_shared->put += real - counted;
    else
        m_shared->got += counted - real;
}

std::size_t MessageChannel::moveOut(std::string_view bytes, std::string_view label, SiteId site) {
    const RobustGuard guard(m_shared->step);
    if (guard.ownerDied())
        recount();
    const ssize_t moved = ::write(m_writing.fd(), bytes.data(), bytes.size());
    if (moved < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return 0;
        if (errno == EPIPE || errno == EBADF)
            throw broken_pipe();
        throw std::system_error(errno, std::generic_category(), "cannot write into " + m_traced->name());
    }
    m_shared->put += static_cast<std::uint64_t>(moved);
    m_shared->owed -= std::min(m_shared->owed, static_cast<std::uint32_t>(moved));
    if (trace::recording())
        trace::appendText(EventKind::Put, m_traced->id(), m_traced->nextUnderProtection(), site, Order::Own, m_shared->put,
                          static_cast<std::uint32_t>(moved), label);
    else
        trace::gaveUnseen(*m_traced, CallSite(nullptr, 0));
    return static_cast<std::size_t>(moved);
}

void MessageChannel::write(std::string_view message, std::string_view label, SiteId site) {
    Waiting waiting{EventKind::PutWait, *m_traced, site, {}};
    RobustLock::Taken turn = m_shared->writing.tryLock();
    if (turn == RobustLock::Taken::Busy) {
        waiting.tell();
        turn = m_shared->writing.lock();
        waiting.goesOn();
    }
    const auto push = [&](std::string_view bytes, std::string_view called) {
        while (!bytes.empty()) {
            const std::size_t moved = moveOut(bytes, called, site);
            bytes.remove_prefix(moved);
            if (moved == 0)
                await(m_writing.fd(), POLLOUT, waiting);
            else
                waiting.told = false; // its event ended the wait
        }
    };
    try {
        // The last writer died in mid-message: its rest is filled up, so that what follows is understood.
        if (turn == RobustLock::Taken::OwnerDied && m_shared->owed > 0)
            push(std::string(m_shared->owed, Torn), "torn");
        Bytes framed;
        encode(framed, static_cast<std::uint32_t>(message.size()));
        framed.append(message);
        framed += Whole;
        m_shared->owed = static_cast<std::uint32_t>(framed.size());
        push(framed, label);
    } catch (...) {
        m_shared->owed = 0;
        waiting.fail(EventKind::PutFailed, *m_traced);
        m_shared->writing.unlock();
        throw;
    }
    m_shared->writing.unlock();
}

bool MessageChannel::moveIn(Bytes& message, std::size_t& have, const Label& label, Waiting& waiting) {
    Shared& shared = *m_shared;
    const RobustGuard guard(shared.step);
    if (guard.ownerDied())
        recount();
    std::size_t moved = 0;
    const auto take = [&](char* to, std::size_t most) -> std::uint32_t {
        const ssize_t got = ::read(m_reading.fd(), to, most);
        if ((got == 0 || (got < 0 && errno == EBADF)) && moved == 0)
            throw end_of_file();
        if (got < 0 && errno != EAGAIN && errno != EINTR && errno != EBADF)
            throw std::system_error(errno, std::generic_category(), "cannot read from " + m_traced->name());
        if (got <= 0)
            return 0;
        shared.got += static_cast<std::uint64_t>(got);
        moved += static_cast<std::size_t>(got);
        return static_cast<std::uint32_t>(got);
    };
    if (shared.unread == 0) {
        shared.lengthGot += take(shared.length + shared.lengthGot, sizeof shared.length - shared.lengthGot);
        if (shared.lengthGot == sizeof shared.length) {
            shared.lengthGot = 0;
            shared.unread = decoded<std::uint32_t>({shared.length, sizeof shared.length}) + 1;
            message.resize(shared.unread);
            have = 0;
        }
    }
    if (shared.unread > 0) {
        const std::uint32_t got = take(message.data() + have, shared.unread);
        have += got;
        shared.unread -= got;
    }
    if (moved > 0 && trace::recording()) {
        const bool whole = have > 0 && shared.unread == 0 && message.back() == Whole;
        const std::string called = whole && label ? label({message.data(), message.size() - 1}) : std::string();
        trace::appendText(EventKind::Get, m_traced->id(), m_traced->nextUnderProtection(), waiting.site, Order::Own,
                          shared.got, static_cast<std::uint32_t>(moved), called);
        if (&waiting.object == &*m_traced)
            waiting.told = false; // that ended the wait
    } else if (moved > 0) {
        trace::gaveUnseen(*m_traced, CallSite(nullptr, 0));
    }
    return moved > 0;
}

std::optional<Bytes> MessageChannel::read(const Limit& limit, const Label& label, SiteId site,
                                          trace::SharedTracedObject* waitsFor) {
    Shared& shared = *m_shared;
    Waiting waiting{EventKind::GetWait, waitsFor != nullptr ? *waitsFor : *m_traced, site, limit};
    RobustLock::Taken turn = shared.reading.tryLock();
    if (turn == RobustLock::Taken::Busy) {
        if (limit && limit->count() <= 0)
            return std::nullopt;
        waiting.tell();
        turn = limit ? shared.reading.lockFor(std::max(waiting.left(), std::chrono::nanoseconds(1))) : shared.reading.lock();
        waiting.goesOn();
        if (turn == RobustLock::Taken::Busy)
            return std::nullopt;
    }
    Bytes message;
    std::size_t have = 0;
    bool whole = false;
    bool over = false;
    try {
        // The last reader died in mid-message: its rest is of no use.
        message.resize(shared.unread);
        bool leftOver = shared.unread > 0;
        while (!whole && !over) {
            if (moveIn(message, have, leftOver ? Label() : label, waiting)) {
                if (have > 0 && shared.unread == 0) {
                    whole = !leftOver && message.back() == Whole;
                    leftOver = false;
                    have = 0;
                }
                continue;
            }
            // Once a message has begun its rest will come, unless its writer died.
            const bool begun = shared.unread > 0 || shared.lengthGot > 0;
            if (!begun && limit && waiting.left().count() <= 0)
                over = true;
            else if (!begun)
                await(m_reading.fd(), POLLIN, waiting);
            else if (!awaitRest(waiting)) {
                leftOver = false;
                have = 0;
            }
        }
    } catch (...) {
        waiting.fail(EventKind::GetFailed, *m_traced);
        shared.reading.unlock();
        throw;
    }
    shared.reading.unlock();
    if (over)
        return std::nullopt;
    message.pop_back();
    return message;
}

} // namespace braid::ipc
