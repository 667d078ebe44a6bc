#include "engine/ipc/manager.h"

#include "engine/exec/threads/thread.h"
#include "engine/ipc/shared_memory.h"
#include "engine/schedule/scheduling_point.h"
#include "engine/trace/recording/run_delay.h"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace braid {

using trace::EventKind;
using trace::ObjectKind;
using trace::Order;

namespace ipc {

namespace {

/// A connection of one thread.
struct Link {
    int fd = -1;
    pid_t process = getpid();
    std::uint32_t calls = 0, replies = 0; ///< objects; 0 where nothing is recorded
    std::uint32_t last = 0;               ///< number of the last call
    Link() = default;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link() {
        if (fd >= 0)
            close(fd);
    }
};

std::uint32_t introduce(const std::string& name) {
    const std::uint32_t id = trace::Recording::current()->newId();
    trace::appendText(EventKind::DefineObject, ObjectId{id}, 0, SiteId{}, Order::Own, 0,
                      static_cast<std::uint32_t>(ObjectKind::ProcessQueue), name);
    return id;
}

/// The name of this thread as others shall see it: the process's where it is the main one.
std::string callerName() {
    const std::string thread = this_thread::name();
    return threads::current().main ? this_process::name() : thread;
}

} // namespace

class ManagerClient {
public:
    explicit ManagerClient(std::string name) : m_traced(ObjectKind::Server, std::move(name)) {
        static std::atomic<unsigned> made{0};
        m_number = ++made;
        // An abstract address: it lies in no folder and goes with its owner.
        const std::string path = "braid-" + std::to_string(getpid()) + "-" + std::to_string(m_number);
        m_address.sun_family = AF_UNIX;
        std::memcpy(m_address.sun_path + 1, path.data(), path.size());
        m_addressLength = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + path.size());
    }

    /// A socket that listens already, so that no client comes too early.
    int listen() {
        const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd < 0 || bind(fd, reinterpret_cast<const sockaddr*>(&m_address), m_addressLength) != 0 ||
            ::listen(fd, SOMAXCONN) != 0) {
            const int error = errno;
            if (fd >= 0)
                close(fd);
            throw std::system_error(error, std::generic_category(), "cannot listen for " + m_traced.name());
        }
        return fd;
    }

    Reply call(const Request& request, SiteId site, bool waits) {
        Link& link = connected(site);
        const std::uint32_t number = ++link.last;
        const Bytes message = encodedRequest(request);
        const bool seen = trace::recording() && link.calls != 0;
        if (seen)
            trace::appendText(EventKind::Put, ObjectId{link.calls}, 2 * number - 1, site, Order::Own, number,
                              static_cast<std::uint32_t>(message.size()), request.label);
        std::optional<Bytes> answer;
        if (sendMessage(link.fd, message)) {
            // A lock's wait begins before the call, but for this thread it is one wait.
            trace::waitBegins();
            if (seen && waits)
                trace::append(EventKind::GetWait, ObjectId{link.replies}, 2 * (number - 1), site, Order::After, 0);
            answer = receiveMessage(link.fd);
            trace::waitEnds();
        }
        if (!answer) {
            if (seen)
                trace::append(EventKind::GetFailed, ObjectId{link.replies}, 2 * (number - 1), site, Order::After, 0,
                              static_cast<std::uint32_t>(trace::Failure::Broken));
            m_links().erase(m_number);
            seeEnd();
            throw manager_gone();
        }
        const Reply reply = decodedReply(*answer);
        if (seen)
            trace::appendText(EventKind::Get, ObjectId{link.replies}, 2 * number, site, Order::Own, number,
                              static_cast<std::uint32_t>(answer->size()), reply.good ? request.label + " done" : reply.result);
        if (!reply.good)
            throw remote_error(reply.result);
        return reply;
    }

    trace::SharedTracedObject& traced() { return m_traced; }
    /// In the process that started it.
    void follow(const std::shared_ptr<process>& server) { m_server = server; }

private:
    /// Says how the server ended before others say what they suffer from it. Its socket closes a moment before its end.
    void seeEnd() const {
        if (const auto server = m_server.lock(); server != nullptr && m_parent == getpid())
            (void)server->join_for(std::chrono::seconds(1), CallSite(nullptr, 0));
    }

    /// The calling thread's connections, by the number of the client.
    static std::map<unsigned, Link>& m_links() {
        thread_local std::map<unsigned, Link> links;
        return links;
    }

    Link& connected(SiteId site) {
        std::map<unsigned, Link>& links = m_links();
        // What a forked child inherits is its parent's connection.
        if (const auto inherited = links.find(m_number); inherited != links.end() && inherited->second.process != getpid())
            links.erase(inherited);
        Link& link = links[m_number];
        if (link.fd >= 0)
            return link;
        const bool seen = trace::recording();
        Hello hello;
        hello.name = callerName();
        hello.number = m_connections->fetch_add(1) + 1;
        if (seen) {
            hello.lane = trace::t_writer.lane;
            hello.calls = link.calls = introduce(hello.name + " \u2192 " + m_traced.name());
            hello.replies = link.replies = introduce(m_traced.name() + " \u2192 " + hello.name);
            trace::appendText(EventKind::Put, m_traced.id(), m_traced.next(), site, Order::Own, hello.number, 0,
                              "connect " + hello.name);
        }
        link.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (link.fd < 0 || connect(link.fd, reinterpret_cast<const sockaddr*>(&m_address), m_addressLength) != 0 ||
            !sendMessage(link.fd, encodedHello(hello))) {
            links.erase(m_number);
            seeEnd();
            throw manager_gone();
        }
        return link;
    }

    trace::SharedTracedObject m_traced; ///< kind Server; its items are connections
    shared_memory<std::atomic<std::uint64_t>> m_connections;
    std::weak_ptr<process> m_server;
    const pid_t m_parent = getpid();
    unsigned m_number = 0;
    sockaddr_un m_address{};
    socklen_t m_addressLength = 0;
};

Proxy::Proxy(std::shared_ptr<ManagerClient> client, ObjectKind kind, std::string name, Operation create, Bytes initial,
             CallSite site)
    : m_client(std::move(client)), m_traced(std::make_shared<trace::SharedTracedObject>(kind, std::move(name))) {
    const Reply reply = call(create, std::move(initial), "create " + m_traced->name(), site);
    m_object = decoded<std::uint32_t>(reply.result);
}

Reply Proxy::call(Operation operation, Bytes argument, std::string label, CallSite site, bool waits) const {
    if (trace::recording())
        schedule::before(schedule::OperationKind::CallServer, m_client->traced(), site);
    return m_client->call({operation, m_object, std::move(label), std::move(argument)},
                          trace::recording() ? trace::siteId(site) : SiteId{}, waits);
}

void Proxy::say(EventKind kind, const Reply& reply, const std::string& value, CallSite site, std::uint64_t part) const {
    // The server numbered it, when it was done; so the order is exact although each tells of its own.
    if (trace::recording())
        trace::appendText(kind, m_traced->id(), reply.sequence, trace::siteId(site), Order::Own, part,
                          static_cast<std::uint32_t>(trace::ValueType::Text), value);
}

void Proxy::read(const Reply& reply, const std::string& value, CallSite site, std::uint64_t part) const {
    say(EventKind::Read, reply, value, site, part);
}
void Proxy::wrote(const Reply& reply, const std::string& value, CallSite site, std::uint64_t part) const {
    say(EventKind::Write, reply, value, site, part);
}
void Proxy::made(const std::string& value, CallSite site) const { say(EventKind::Write, {}, value, site, 0); }
void Proxy::modified(const Reply& reply, const std::string& value, CallSite site) const { say(EventKind::Modify, reply, value, site, 0); }

} // namespace ipc

bool lock_proxy::acquire(bool wait, CallSite site) {
    const ipc::Reply reply = m_proxy.call(ipc::Operation::Acquire, exec::encoded(wait), wait ? "acquire" : "try to acquire",
                                          site, !wait);
    const auto [got, died] = exec::decoded<std::pair<bool, std::uint32_t>>(reply.result);
    if (!got || !trace::recording())
        return got;
    const ObjectId object = m_proxy.traced().id();
    trace::append(EventKind::Acquired, object, reply.sequence, trace::siteId(site));
    if (died != 0)
        trace::append(EventKind::Fault, object, reply.sequence, trace::siteId(site), Order::After, died,
                      static_cast<std::uint32_t>(trace::Misuse::OwnerDied));
    return true;
}

void lock_proxy::lock(CallSite site) {
    if (acquire(false, site))
        return;
    if (trace::recording())
        trace::append(EventKind::AcquireWait, m_proxy.traced().id(), 0, trace::siteId(site), Order::Own, 0);
    (void)acquire(true, site);
}

bool lock_proxy::try_lock(CallSite site) {
    if (acquire(false, site))
        return true;
    if (trace::recording())
        trace::append(EventKind::AcquireFailed, m_proxy.traced().id(), 0, trace::siteId(site), Order::Own, 0,
                      static_cast<std::uint32_t>(trace::Failure::WouldBlock));
    return false;
}

void lock_proxy::unlock(CallSite site) {
    const ipc::Reply reply = m_proxy.call(ipc::Operation::Release, {}, "release", site);
    if (trace::recording())
        trace::append(EventKind::Released, m_proxy.traced().id(), reply.sequence, trace::siteId(site));
}

manager::manager(std::string name, CallSite site)
    : m_client(std::make_shared<ipc::ManagerClient>(name)), m_owner(getpid()) {
    const int listening = m_client->listen();
    m_server = std::make_shared<process>(
        name, [client = m_client, listening] { ipc::serve(listening, client->traced()); }, process::options{.daemon = true});
    m_client->follow(m_server);
    try {
        m_server->start(site);
    } catch (...) {
        close(listening);
        throw;
    }
    close(listening); // the server has it: with the server it goes
}

manager::~manager() {
    if (m_owner == getpid())
        shutdown(CallSite(nullptr, 0));
}

void manager::shutdown(CallSite site) {
    if (!m_server->is_alive())
        return;
    if (trace::recording())
        schedule::before(schedule::OperationKind::CallServer, m_client->traced(), site);
    try {
        (void)m_client->call({ipc::Operation::Shutdown, 0, "shutdown", {}},
                             trace::recording() ? trace::siteId(site) : SiteId{}, true);
    } catch (const manager_gone&) {
        // so be it
    }
    m_server->join(site);
}

ipc::Proxy manager::make(ObjectKind kind, std::string name, ipc::Operation create, exec::Bytes initial, CallSite site) {
    return {m_client, kind, std::move(name), create, std::move(initial), site};
}

} // namespace braid
