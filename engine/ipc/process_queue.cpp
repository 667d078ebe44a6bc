#include "engine/ipc/process_queue.h"

#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/schedule/native_wait.h"
#include "engine/schedule/wait.h"
#include "engine/sync/queue.h"
#include "engine/sync/recorded.h"
#include "engine/trace/recording/run_delay.h"

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <unistd.h>

namespace braid::ipc {

using trace::EventKind;
using trace::Failure;
using trace::Order;

namespace {

/// An item on its way, with what the trace knows of it.
struct Outgoing {
    Bytes message; ///< empty: nothing more will come
    std::string label;
};

/// Number, label, item.
struct Header {
    std::uint64_t number;
    std::string label;
};

Header takeHeader(Decoder& decoder) {
    Header header{};
    header.number = decoder.take<std::uint64_t>();
    header.label = decoder.take<std::string>();
    return header;
}

} // namespace

/// The buffer and the thread of one process that putters of it share.
struct ProcessQueueBase::Feeder {
    Feeder(ProcessQueueBase& owner, const std::string& name)
        : buffer(0, "buffer of " + name),
          thread("feeder of " + name, [this, &pipe = owner.m_pipe] { feed(pipe); }, {.daemon = true}) {}

    void feed(MessageChannel& pipe) {
        for (;;) {
            const Outgoing item = buffer.get({}, CallSite(nullptr, 0));
            if (item.message.empty())
                return;
            if (trace::recording())
                schedule::before(schedule::OperationKind::Send, pipe.traced(), CallSite(nullptr, 0));
            try {
                pipe.write(item.message, item.label, SiteId{});
            } catch (const broken_pipe&) {
                return; // it is recorded, and no reader is left to tell
            }
        }
    }
    /// Waits until all that was put is in the pipe.
    void finish() {
        std::call_once(finished, [this] {
            buffer.put({{}, "the end"}, {.label = "the end"}, CallSite(nullptr, 0));
            thread.join(CallSite(nullptr, 0));
        });
    }

    const pid_t process = getpid();
    braid::queue<Outgoing> buffer;
    braid::thread thread;
    std::once_flag started, finished;
};

ProcessQueueBase::Shared::Shared(int maxsize) {
    sem_init(&room, 1, static_cast<unsigned>(std::max(maxsize, 0)));
}

ProcessQueueBase::ProcessQueueBase(int maxsize, std::string name)
    : m_maxsize(std::max(maxsize, 0)), m_shared(m_maxsize), m_pipe("pipe of " + (name.empty() ? "queue" : name)),
      m_traced(trace::ObjectKind::ProcessQueue, std::move(name), m_maxsize) {}

ProcessQueueBase::~ProcessQueueBase() {
    if (Feeder* feeder = m_feeder.load(); feeder != nullptr && feeder->process == getpid())
        feeder->finish(); // and stays: the end of the process asks it once more
}

ProcessQueueBase::Feeder& ProcessQueueBase::feeder() {
    Feeder* feeder = m_feeder.load();
    // A forked child inherits the pointer, but not the thread.
    if (feeder == nullptr || feeder->process != getpid()) {
        auto* fresh = new Feeder(*this, m_traced.name().empty() ? "queue" : m_traced.name());
        if (m_feeder.compare_exchange_strong(feeder, fresh))
            feeder = fresh;
        else
            delete fresh;
    }
    std::call_once(feeder->started, [feeder] {
        feeder->thread.start(CallSite(nullptr, 0));
        exec::atProcessEnd([feeder] { feeder->finish(); });
    });
    return *feeder;
}

void ProcessQueueBase::awaitRoom(const put_options& how, SiteId site) {
    sem_t& room = m_shared->room;
    if (m_maxsize == 0 || sem_trywait(&room) == 0)
        return;
    const bool seen = trace::recording();
    const auto fail = [&](Failure why) {
        if (seen)
            trace::append(EventKind::PutFailed, m_traced.id(), m_traced.last(), site, Order::After, 0,
                          static_cast<std::uint32_t>(why));
        throw braid::full();
    };
    if (!how.block || (how.timeout && how.timeout->count() <= 0))
        fail(Failure::Full);
    const std::chrono::nanoseconds limit = how.timeout ? sync::limitOf(*how.timeout) : std::chrono::nanoseconds(0);
    if (seen) {
        trace::waitBegins();
        trace::append(EventKind::PutWait, m_traced.id(), m_traced.last(), site, Order::After,
                      static_cast<std::uint64_t>(limit.count()));
    }
    if (!how.timeout) {
        schedule::blockOutside([&room] { schedule::native::take(room); });
        trace::waitEnds();
        return;
    }
    const bool taken = schedule::blockOutside([&] { return schedule::native::takeWithin(room, limit); });
    trace::waitEnds();
    if (!taken)
        fail(Failure::TimedOut);
}

void ProcessQueueBase::put(Bytes item, put_options how, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Put, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    awaitRoom(how, where);
    const std::uint64_t number = m_shared->numbers.fetch_add(1) + 1;
    Bytes message;
    encode(message, number);
    encode(message, how.label);
    message += item;
    ++m_shared->size;
    if (seen)
        trace::appendText(EventKind::Put, m_traced.id(), m_traced.next(), where, Order::Own, number,
                          static_cast<std::uint32_t>(item.size()), how.label);
    else
        trace::gaveUnseen(m_traced, site);
    feeder().buffer.put({std::move(message), how.label}, {.label = how.label}, CallSite(nullptr, 0));
}

Bytes ProcessQueueBase::get(const get_options& how, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Get, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    MessageChannel::Limit limit = how.timeout;
    if (!how.block)
        limit = std::chrono::nanoseconds(0);
    const auto label = [](std::string_view message) {
        Decoder decoder(message);
        return takeHeader(decoder).label;
    };
    const std::optional<Bytes> message = m_pipe.read(limit, label, where, &m_traced);
    if (!message) {
        if (seen) {
            const Failure why = how.block && limit->count() > 0 ? Failure::TimedOut : Failure::Empty;
            trace::append(EventKind::GetFailed, m_traced.id(), m_traced.last(), where, Order::After, 0,
                          static_cast<std::uint32_t>(why));
        }
        throw braid::empty();
    }
    Decoder decoder(*message);
    const Header header = takeHeader(decoder);
    Bytes item(decoder.rest());
    --m_shared->size;
    if (seen)
        trace::appendText(EventKind::Get, m_traced.id(), m_traced.next(), where, Order::Own, header.number,
                          static_cast<std::uint32_t>(item.size()), header.label);
    else
        trace::gaveUnseen(m_traced, site);
    if (m_maxsize > 0)
        sem_post(&m_shared->room);
    return item;
}

} // namespace braid::ipc
