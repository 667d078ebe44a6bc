#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/ipc/manager_protocol.h"
#include "engine/schedule/wait.h"
#include "engine/sync/event.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/run_delay.h"

#include <cerrno>
#include <deque>
#include <map>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace braid::ipc {

using trace::EventKind;
using trace::Order;

namespace {

/// What ends the server comes like one more connection, with this number.
constexpr std::uint64_t LastOne = std::uint64_t{1} << 32;

/// One of the objects the process owns.
struct Owned {
    std::uint32_t sequence = 0; ///< of what happened to it
    std::vector<Bytes> list;
    std::map<Bytes, Bytes> dict;
    Bytes value;
    // A lock:
    std::uint64_t owner = 0; ///< the connection's number, 0 = free
    std::uint32_t ownerLane = 0;
    std::uint32_t deadOwner = 0; ///< the lane of the last owner, where it died with it
    std::unique_ptr<braid::event> free;
};

class Server {
public:
    /// What is asked for, done. Throws with a sentence for the client.
    Reply answer(const Request& request, const Hello& who);
    /// The connection is over: what it held is free.
    void release(const Hello& who);

private:
    Reply create(const Request& request) BRAID_REQUIRES(m_mutex);
    Reply acquire(Owned& lock, bool wait, const Hello& who) BRAID_REQUIRES(m_mutex);
    static Reply done(Owned& object, Bytes result = {}) { return {true, ++object.sequence, std::move(result)}; }

    NativeMutex m_mutex;                                   ///< held for one call, but not while that waits
    std::deque<Owned> m_objects BRAID_GUARDED_BY(m_mutex); ///< by number, from 1
};

Reply Server::create(const Request& request) {
    Owned& object = m_objects.emplace_back();
    if (request.operation == Operation::CreateList)
        object.list = decoded<std::vector<Bytes>>(request.argument);
    else if (request.operation == Operation::CreateValue)
        object.value = request.argument;
    else if (request.operation == Operation::CreateLock)
        object.free = std::make_unique<braid::event>(request.label.substr(request.label.find(' ') + 1) + " is free");
    return {true, 0, encoded(static_cast<std::uint32_t>(m_objects.size()))};
}

Reply Server::acquire(Owned& lock, bool wait, const Hello& who) {
    while (lock.owner != 0) {
        if (!wait)
            return {true, 0, encoded(std::pair(false, std::uint32_t{0}))};
        lock.free->clear(CallSite(nullptr, 0));
        const NativeUnlock othersGoOn(m_mutex);
        lock.free->wait(CallSite(nullptr, 0));
    }
    lock.owner = who.number;
    lock.ownerLane = who.lane;
    return done(lock, encoded(std::pair(true, std::exchange(lock.deadOwner, 0))));
}

Reply Server::answer(const Request& request, const Hello& who) {
    NativeLock guard(m_mutex);
    if (request.operation <= Operation::CreateLock)
        return create(request);
    if (request.object == 0 || request.object > m_objects.size())
        throw std::out_of_range("there is no such object");
    Owned& object = m_objects[request.object - 1];
    Decoder argument(request.argument);
    const auto at = [&object](std::uint64_t index) -> Bytes& {
        if (index >= object.list.size())
            throw std::out_of_range("list index out of range");
        return object.list[index];
    };
    const auto entry = [&object](const Bytes& key) {
        const auto found = object.dict.find(key);
        if (found == object.dict.end())
            throw std::out_of_range("there is no such key");
        return found;
    };
    switch (request.operation) {
    case Operation::ListAppend:
        object.list.push_back(argument.take<Bytes>());
        return done(object, encoded(object.list));
    case Operation::ListAll:
        return done(object, encoded(object.list));
    case Operation::ListAssign:
        object.list = argument.take<std::vector<Bytes>>();
        return done(object);
    case Operation::ListGet: {
        const Bytes item = at(argument.take<std::uint64_t>());
        return done(object, item);
    }
    case Operation::ListSet: {
        const auto index = argument.take<std::uint64_t>();
        at(index) = argument.take<Bytes>();
        return done(object, encoded(object.list));
    }
    case Operation::DictAll:
        return done(object, encoded(object.dict));
    case Operation::DictGet: {
        const Bytes item = entry(argument.take<Bytes>())->second;
        return done(object, item);
    }
    case Operation::DictSet: {
        const Bytes key = argument.take<Bytes>();
        object.dict[key] = argument.take<Bytes>();
        return done(object);
    }
    case Operation::DictErase:
        object.dict.erase(entry(argument.take<Bytes>()));
        return done(object);
    case Operation::ValueGet:
        return done(object, object.value);
    case Operation::ValueSet:
        object.value = request.argument;
        return done(object);
    case Operation::Acquire:
        return acquire(object, argument.take<bool>(), who);
    case Operation::Release: {
        if (object.owner != who.number)
            throw std::logic_error("the lock is not held by who releases it");
        const Reply reply = done(object);
        object.owner = 0;
        object.free->set(CallSite(nullptr, 0));
        return reply;
    }
    default:
        throw std::logic_error("this is not understood");
    }
}

void Server::release(const Hello& who) {
    const NativeLock guard(m_mutex);
    for (Owned& object : m_objects) {
        if (object.owner != who.number)
            continue;
        object.owner = 0;
        object.deadOwner = object.ownerLane;
        object.free->set(CallSite(nullptr, 0));
    }
}

/// One connection, from its Hello to its end. True where it was told to shut down.
bool serveOne(Server& server, int fd, const Hello& who) {
    for (std::uint32_t number = 1;; ++number) {
        const bool seen = trace::recording() && who.calls != 0;
        trace::waitBegins();
        if (seen)
            trace::append(EventKind::GetWait, ObjectId{who.calls}, 2 * (number - 1), SiteId{}, Order::After, 0);
        const std::optional<Bytes> message = receiveMessage(fd);
        trace::waitEnds();
        if (!message)
            return false;
        const Request request = decodedRequest(*message);
        if (seen) {
            trace::appendText(EventKind::Get, ObjectId{who.calls}, 2 * number, SiteId{}, Order::Own, number,
                              static_cast<std::uint32_t>(message->size()), request.label);
            schedule::before(schedule::OperationKind::BeginTask, CallSite(nullptr, 0));
            trace::appendText(EventKind::TaskBegin, {}, 0, SiteId{}, Order::Own, number, 0, request.label);
        }
        Reply reply;
        if (request.operation != Operation::Shutdown) {
            try {
                reply = server.answer(request, who);
            } catch (const std::exception& error) {
                reply = {false, 0, error.what()};
            }
        }
        const Bytes answer = encodedReply(reply);
        if (seen) {
            trace::append(EventKind::TaskEnd, ObjectId{}, 0, SiteId{}, Order::Own, number, reply.good ? 0 : 1);
            trace::appendText(EventKind::Put, ObjectId{who.replies}, 2 * number - 1, SiteId{}, Order::Own, number,
                              static_cast<std::uint32_t>(answer.size()), reply.good ? request.label + " done" : reply.result);
        }
        if (request.operation == Operation::Shutdown) {
            (void)sendMessage(fd, answer);
            return true;
        }
        if (!sendMessage(fd, answer))
            return false;
    }
}

} // namespace

Bytes encodedHello(const Hello& hello) {
    return encoded(std::tuple(hello.number, hello.lane, hello.calls, hello.replies, hello.name));
}
Hello decodedHello(std::string_view bytes) {
    auto [number, lane, calls, replies, name] =
        decoded<std::tuple<std::uint64_t, std::uint32_t, std::uint32_t, std::uint32_t, std::string>>(bytes);
    return {number, lane, calls, replies, name};
}
Bytes encodedRequest(const Request& request) {
    return encoded(std::tuple(request.operation, request.object, request.label, request.argument));
}
Request decodedRequest(std::string_view bytes) {
    auto [operation, object, label, argument] = decoded<std::tuple<Operation, std::uint32_t, std::string, Bytes>>(bytes);
    return {operation, object, label, argument};
}
Bytes encodedReply(const Reply& reply) { return encoded(std::tuple(reply.good, reply.sequence, reply.result)); }
Reply decodedReply(std::string_view bytes) {
    auto [good, sequence, result] = decoded<std::tuple<bool, std::uint32_t, Bytes>>(bytes);
    return {good, sequence, result};
}

void serve(int listenFd, trace::SharedTracedObject& accepts) {
    // Never destroyed: threads of connections may still wait for locks in it when the process ends.
    Server& server = *new Server;
    for (;;) {
        if (trace::recording()) {
            schedule::before(schedule::OperationKind::AcceptClient, accepts, CallSite(nullptr, 0));
            trace::waitBegins();
            trace::append(EventKind::GetWait, accepts.id(), accepts.last(), SiteId{}, Order::After, 0);
        }
        const int fd = schedule::blockOutside([listenFd] { return accept4(listenFd, nullptr, nullptr, SOCK_CLOEXEC); });
        const int error = errno;
        trace::waitEnds();
        if (fd < 0) {
            if (error == EINTR || error == ECONNABORTED)
                continue;
            if (error != EINVAL)
                throw std::system_error(error, std::generic_category(), "cannot take a connection");
            if (trace::recording())
                trace::appendText(EventKind::Get, accepts.id(), accepts.next(), SiteId{}, Order::Own, LastOne, 0, "shutdown");
            return; // the daemon threads of the other connections go with the process
        }
        const std::optional<Bytes> first = receiveMessage(fd);
        if (!first) { // it was gone before it had said a word
            close(fd);
            continue;
        }
        const Hello who = decodedHello(*first);
        if (trace::recording() && who.calls != 0)
            trace::appendText(EventKind::Get, accepts.id(), accepts.next(), SiteId{}, Order::Own, who.number, 0,
                              "connect " + who.name);
        thread handler(
            "for " + who.name,
            [&server, &accepts, listenFd, fd, who] {
                const bool shutDown = serveOne(server, fd, who);
                server.release(who);
                close(fd);
                if (!shutDown)
                    return;
                if (trace::recording())
                    trace::appendText(EventKind::Put, accepts.id(), accepts.next(), SiteId{}, Order::Own, LastOne, 0, "shutdown");
                shutdown(listenFd, SHUT_RDWR); // accept comes back
            },
            {.daemon = true});
        handler.start(CallSite(nullptr, 0));
    }
}

} // namespace braid::ipc
