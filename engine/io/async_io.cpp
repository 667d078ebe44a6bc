#include "engine/io/async_io.h"

#include "engine/io/async_mechanism.h"
#include "engine/io/ends.h"

#include <algorithm>

namespace braid {

using io::Call;
using trace::IoCall;

namespace {

std::unique_ptr<async_io::Mechanism> make(unsigned depth, async_io::kind how, std::string& refusal) {
    depth = std::max(depth, 1u);
    if (how == async_io::kind::aio)
        return io::makeAio(depth);
    int error = 0;
    if (auto uring = io::makeUring(depth, error))
        return uring;
    const std::system_error reason(error, std::generic_category(), "the kernel does not let this process use io_uring");
    if (how == async_io::kind::uring)
        throw reason;
    refusal = std::string(reason.what()) + "; POSIX AIO is used instead";
    return io::makeAio(depth);
}

} // namespace

async_io::async_io(unsigned depth, kind how, std::string name)
    : m_mechanism(make(depth, how, m_refusal)),
      m_traced(trace::ObjectKind::Loop, name.empty() ? std::string(m_mechanism->name()) : std::move(name)) {}

async_io::~async_io() = default;

const char* async_io::mechanism() const { return m_mechanism->name(); }
const std::string& async_io::refusal() const { return m_refusal; }
std::size_t async_io::under_way() const { return m_mechanism->underWay(); }

void async_io::prepare(const socket& one, std::uint64_t tag, IoCall call, std::string buffer, CallSite site) {
    if (m_mechanism->full())
        submit(site);
    auto operation = std::make_unique<Operation>(Operation{tag, call, one.fileno(), std::move(buffer), {}, one.name()});
    if (trace::recording()) {
        operation->told = one.is_told() ? one.traced().id() : ObjectId{};
        m_toTell.push_back({operation->fd, operation->call, operation->told, operation->buffer.size(), operation->name});
    }
    m_mechanism->prepare(std::move(operation));
}

void async_io::accept(socket& door, std::uint64_t tag, CallSite site) { prepare(door, tag, IoCall::Accept, {}, site); }

void async_io::recv(socket& from, std::size_t size, std::uint64_t tag, CallSite site) {
    prepare(from, tag, IoCall::Receive, std::string(size, '\0'), site);
}

void async_io::send(socket& to, std::string bytes, std::uint64_t tag, CallSite site) {
    prepare(to, tag, IoCall::Send, std::move(bytes), site);
}

void async_io::tellWatched(int fd, const UnderWay& now, CallSite site) {
    const io_events what = (now.reading > 0 ? io_events::read : io_events::none) | (now.writing > 0 ? io_events::write : io_events::none);
    if (any(what))
        io::recordWatch(m_traced, fd, now.told, what, now.name, site);
    else
        trace::append(trace::EventKind::Unwatch, m_traced.id(), m_traced.next(), trace::siteId(site), trace::Order::Own, static_cast<std::uint64_t>(fd));
}

/// In the trace the ring watches the descriptors on which something is under way, until it is taken.
void async_io::tellBegun(CallSite site) {
    for (const Begun& begun : std::exchange(m_toTell, {})) {
        UnderWay& now = m_underWay[begun.fd];
        const bool writes = begun.call == IoCall::Send;
        now.told = begun.told;
        now.name = begun.name;
        // Said before it is done, so that nobody can have got bytes that nobody has put.
        if (writes && begun.told)
            io::recordBytes(begun.told, trace::EndFact::Put, static_cast<std::int64_t>(begun.size));
        if (++(writes ? now.writing : now.reading) == 1)
            tellWatched(begun.fd, now, site);
    }
}

void async_io::tellFinished(const Operation& operation, std::int64_t raw, CallSite site) {
    if (operation.told && operation.call == IoCall::Receive)
        io::recordBytes(operation.told, trace::EndFact::Got, std::max<std::int64_t>(raw, 0),
                        {operation.buffer.data(), static_cast<std::size_t>(std::max<std::int64_t>(raw, 0))});
    else if (operation.told && operation.call == IoCall::Send)
        io::recordBytes(operation.told, trace::EndFact::Put, std::max<std::int64_t>(raw, 0) - static_cast<std::int64_t>(operation.buffer.size()));
    const auto under = m_underWay.find(operation.fd);
    if (under == m_underWay.end())
        return;
    std::size_t& count = operation.call == IoCall::Send ? under->second.writing : under->second.reading;
    if (count == 0 || --count > 0)
        return;
    tellWatched(operation.fd, under->second, site);
    if (under->second.reading == 0 && under->second.writing == 0)
        m_underWay.erase(under);
}

std::size_t async_io::submit(CallSite site) {
    std::size_t handedOver = 0;
    tellBegun(site);
    while (m_mechanism->prepared() > 0) {
        Call call(m_traced, -1, IoCall::Submit, site);
        std::int64_t some = 0;
        do
            some = m_mechanism->submitSome();
        while (some == -EINTR);
        const io_result result = call.end(some);
        if (!result.ok())
            throw std::system_error(result.error(), std::generic_category(), "cannot hand operations over");
        handedOver += result.count();
    }
    return handedOver;
}

std::vector<async_io::completion> async_io::taken(CallSite site, bool alreadyCounted) {
    std::vector<Mechanism::Finished> finished;
    m_mechanism->take(finished);
    std::vector<completion> completions;
    completions.reserve(finished.size());
    io_counts& counts = io::counts();
    for (Mechanism::Finished& one : finished) {
        if (trace::recording())
            tellFinished(*one.operation, one.raw, site);
        completion& done = completions.emplace_back();
        done.tag = one.operation->tag;
        done.call = one.operation->call;
        done.result = io_result(one.raw);
        if (done.call == IoCall::Receive) {
            one.operation->buffer.resize(done.result.count());
            done.data = std::move(one.operation->buffer);
            counts.received += done.result.count();
        } else if (done.call == IoCall::Send) {
            counts.sent += done.result.count();
        }
    }
    // A look into shared memory is no system call: it is shown where it found something, and not counted.
    if (!completions.empty() && !alreadyCounted && trace::recording())
        trace::append(trace::EventKind::IoEnd, m_traced.id(), 0, trace::siteId(site), trace::Order::Own, completions.size(),
                      trace::IoCopying | static_cast<std::uint32_t>(IoCall::Reap) << trace::IoCallShift);
    return completions;
}

std::vector<async_io::completion> async_io::reap(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Reap, m_traced, site);
    return taken(site, false);
}

std::vector<async_io::completion> async_io::wait(CallSite site) {
    if (m_mechanism->anyComplete() || m_mechanism->underWay() == 0)
        return reap(site);
    Call call(m_traced, -1, IoCall::Reap, site);
    call.waits(true); // nothing is complete yet, so there is no room for what is to be sent
    std::int64_t outcome = 0;
    do
        outcome = m_mechanism->waitForOne();
    while (outcome == -EINTR);
    std::vector<completion> completions = taken(site, true);
    (void)call.end(outcome < 0 ? outcome : static_cast<std::int64_t>(completions.size()));
    return completions;
}

} // namespace braid
