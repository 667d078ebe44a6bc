#include "engine/io/async_io.h"

#include "engine/io/async_mechanism.h"

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

void async_io::accept(socket& door, std::uint64_t tag, CallSite site) {
    if (m_mechanism->full())
        submit(site);
    m_mechanism->prepare(std::make_unique<Operation>(Operation{tag, IoCall::Accept, door.fileno(), {}}));
}

void async_io::recv(socket& from, std::size_t size, std::uint64_t tag, CallSite site) {
    if (m_mechanism->full())
        submit(site);
    from.leave_untold();
    m_mechanism->prepare(
        std::make_unique<Operation>(Operation{tag, IoCall::Receive, from.fileno(), std::string(size, '\0')}));
}

void async_io::send(socket& to, std::string bytes, std::uint64_t tag, CallSite site) {
    if (m_mechanism->full())
        submit(site);
    to.leave_untold();
    m_mechanism->prepare(std::make_unique<Operation>(Operation{tag, IoCall::Send, to.fileno(), std::move(bytes)}));
}

std::size_t async_io::submit(CallSite site) {
    std::size_t handedOver = 0;
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
    call.waits();
    std::int64_t outcome = 0;
    do
        outcome = m_mechanism->waitForOne();
    while (outcome == -EINTR);
    std::vector<completion> completions = taken(site, true);
    (void)call.end(outcome < 0 ? outcome : static_cast<std::int64_t>(completions.size()));
    return completions;
}

} // namespace braid
