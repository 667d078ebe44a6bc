#include "engine/exec/processes/process_pool.h"

#include "engine/exec/children.h"
#include "engine/exec/processes/pool_worker.h"
#include "engine/exec/threads/thread.h"
#include "engine/schedule/wait.h"
#include "engine/sync/event.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/run_delay.h"
#include "engine/trace/recording/shared_traced_object.h"
#include "engine/trace/signal_text.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <deque>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace braid::exec {

using trace::EventKind;
using trace::ObjectKind;
using trace::Order;

namespace {

struct Task {
    std::shared_ptr<TaskState> state;
    std::string label;
    Bytes argument;
};

/// A worker as the parent knows it.
struct Worker {
    std::string name;
    std::unique_ptr<process> child;
    int fd = -1;
    int pidfd = -1;
    std::optional<Task> task; ///< what it has been given and not yet answered
    bool begun = false;       ///< it has said so
    bool killedByUs = false;  ///< killBusyWorker has killed it
    bool ended = false;
    Bytes received; ///< not yet whole
};

/// What the callers tell the handler comes as an item of "results", with numbers no task has.
constexpr std::uint64_t WordNumber = std::uint64_t{1} << 32;

void closeIfOpen(int& fd) {
    if (fd >= 0)
        ::close(std::exchange(fd, -1));
}

} // namespace

struct ProcessPoolBase::Internals {
    Internals(int count, std::string poolName, std::function<Bytes(std::string_view)> what)
        : name(std::move(poolName)), function(std::move(what)), channel(name, count), busy(name + ": a task has begun"),
          handler("handler of " + name, [this] { handle(); }, {.daemon = true}) {
        wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (wake < 0)
            throw std::system_error(errno, std::generic_category(), "cannot make a process pool");
    }
    ~Internals() {
        for (Worker& worker : workers) {
            closeIfOpen(worker.fd);
            closeIfOpen(worker.pidfd);
        }
        closeIfOpen(wake);
    }

    enum class Phase {
        Open,
        Closed,
        Terminated
    };

    // By callers and handler.
    void startWorker(Worker& worker, CallSite site) BRAID_REQUIRES(mutex);
    void give(Worker& worker, Task task);
    void giveNext() BRAID_REQUIRES(mutex);
    void tellHandler(const char* word, CallSite site) BRAID_REQUIRES(mutex);
    void end(Task& task, TaskState::End how, Bytes value) BRAID_REQUIRES(mutex);
    void endWorker(Worker& worker) BRAID_REQUIRES(mutex);
    void takeBack(const Task& task);

    // The handler's.
    void handle();
    void awaitNews();
    void receive(Worker& worker) BRAID_REQUIRES(mutex);
    void understand(Worker& worker, std::string_view message) BRAID_REQUIRES(mutex);
    void replaceDeadWorker(Worker& worker) BRAID_REQUIRES(mutex);
    void takeWords() BRAID_REQUIRES(mutex);
    [[nodiscard]] bool allDone() const BRAID_REQUIRES(mutex);
    void finish() BRAID_REQUIRES(mutex);

    const std::string name;
    const std::function<Bytes(std::string_view)> function;
    PoolChannel channel;
    int wake = -1;
    braid::event busy; ///< set whenever a task begins
    thread handler;

    mutable NativeMutex mutex;
    Phase phase BRAID_GUARDED_BY(mutex) = Phase::Open;
    std::deque<Worker> workers BRAID_GUARDED_BY(mutex); ///< one for each place
    std::deque<Task> backlog BRAID_GUARDED_BY(mutex);
    std::uint64_t taskNumber BRAID_GUARDED_BY(mutex) = 0;
    std::uint64_t words BRAID_GUARDED_BY(mutex) = 0; ///< told to the handler
    std::uint64_t wordsHeard BRAID_GUARDED_BY(mutex) = 0;
    int named BRAID_GUARDED_BY(mutex) = 0;
    Counts counts BRAID_GUARDED_BY(mutex);
    bool joined BRAID_GUARDED_BY(mutex) = false;
};

void ProcessPoolBase::Internals::startWorker(Worker& worker, CallSite site) {
    worker = Worker{};
    worker.name = name + "-worker-" + std::to_string(++named);
    const auto [mine, theirs] = makePoolSockets();
    worker.fd = mine;
    worker.child = std::make_unique<process>(
        worker.name, [this, own = theirs] { workInPool(own, channel, function); }, process::options{.daemon = true});
    try {
        worker.child->start(site);
    } catch (...) {
        ::close(theirs);
        throw;
    }
    ::close(theirs);
    worker.pidfd = watchProcess(worker.child->pid());
}

void ProcessPoolBase::Internals::give(Worker& worker, Task task) {
    // A worker that died meanwhile takes nothing: the handler finds that out and reports the task.
    (void)sendToWorker(worker.fd, {task.state->number, task.label, task.argument});
    worker.begun = false;
    worker.task = std::move(task);
}

void ProcessPoolBase::Internals::giveNext() {
    for (Worker& worker : workers) {
        if (backlog.empty())
            return;
        if (worker.task || worker.ended)
            continue;
        Task task = std::move(backlog.front());
        backlog.pop_front();
        give(worker, std::move(task));
    }
}

void ProcessPoolBase::Internals::tellHandler(const char* word, CallSite site) {
    ++words;
    if (trace::recording())
        trace::appendText(EventKind::Put, channel.results.id(), channel.results.next(), trace::siteId(site), Order::Own,
                          WordNumber + words, 0, word);
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(wake, &one, sizeof one);
}

void ProcessPoolBase::Internals::end(Task& task, TaskState::End how, Bytes value) {
    switch (how) {
    case TaskState::End::Done:
        ++counts.done;
        break;
    case TaskState::End::Failed:
        ++counts.failed;
        break;
    case TaskState::End::Lost:
        ++counts.lost;
        break;
    }
    task.state->end = how;
    task.state->value = std::move(value);
    task.state->completion.complete();
}

/// The worker it was given to, if any, died before it said that it has it: it may be on its way still.
void ProcessPoolBase::Internals::takeBack(const Task& task) {
    if (trace::recording())
        trace::appendText(EventKind::Get, channel.tasks.id(), channel.tasks.next(), SiteId{}, Order::Own, task.state->number,
                          0, task.label);
}

bool ProcessPoolBase::Internals::allDone() const {
    return backlog.empty() && std::none_of(workers.begin(), workers.end(), [](const Worker& w) { return w.task.has_value(); });
}

void ProcessPoolBase::Internals::handle() {
    for (;;) {
        awaitNews();
        NativeLock lock(mutex);
        takeWords();
        for (Worker& worker : workers)
            if (!worker.ended)
                receive(worker);
        for (Worker& worker : workers)
            if (!worker.ended && hasEnded(worker.pidfd, *worker.child))
                replaceDeadWorker(worker);
        giveNext();
        if (phase == Phase::Terminated || (phase == Phase::Closed && allDone())) {
            finish();
            return;
        }
    }
}

void ProcessPoolBase::Internals::awaitNews() {
    std::vector<pollfd> watched{{wake, POLLIN, 0}};
    {
        const NativeLock lock(mutex);
        for (const Worker& worker : workers) {
            watched.push_back({worker.fd, POLLIN, 0});
            watched.push_back({worker.pidfd, POLLIN, 0});
        }
    }
    if (trace::recording())
        schedule::before(schedule::OperationKind::Get, channel.results, CallSite(nullptr, 0));
    if (::poll(watched.data(), watched.size(), 0) > 0)
        return;
    if (trace::recording()) {
        trace::waitBegins();
        trace::append(EventKind::GetWait, channel.results.id(), channel.results.last(), SiteId{}, Order::After, 0);
    }
    schedule::blockOutside([&] { ::poll(watched.data(), watched.size(), -1); });
    trace::waitEnds();
}

void ProcessPoolBase::Internals::takeWords() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = read(wake, &count, sizeof count);
    for (; wordsHeard < words; ++wordsHeard)
        if (trace::recording())
            trace::append(EventKind::Get, channel.results.id(), channel.results.next(), SiteId{}, Order::Own,
                          WordNumber + wordsHeard + 1, 0);
}

void ProcessPoolBase::Internals::receive(Worker& worker) {
    readFromWorker(worker.fd, worker.received);
    while (const std::optional<Bytes> message = cutMessage(worker.received))
        understand(worker, *message);
}

void ProcessPoolBase::Internals::understand(Worker& worker, std::string_view message) {
    const PoolAnswer answer = decodedAnswer(message);
    if (!worker.task || worker.task->state->number != answer.number)
        return;
    if (answer.kind == PoolAnswer::Kind::Begun) {
        worker.begun = true;
        busy.set(CallSite(nullptr, 0));
        return;
    }
    Task task = std::move(*worker.task);
    worker.task.reset();
    if (trace::recording())
        trace::appendText(EventKind::Get, channel.results.id(), channel.results.next(), SiteId{}, Order::Own, answer.number,
                          0, task.label);
    end(task, answer.kind == PoolAnswer::Kind::Done ? TaskState::End::Done : TaskState::End::Failed, answer.value);
}

/// It is gone: reports the task it was at and puts another one in its place.
void ProcessPoolBase::Internals::replaceDeadWorker(Worker& worker) {
    receive(worker); // what it sent before it ended
    if (trace::recording())
        trace::append(EventKind::GetFailed, channel.results.id(), channel.results.last(), SiteId{}, Order::After, 0,
                      static_cast<std::uint32_t>(trace::Failure::Broken));
    const exit_status status = worker.child->join(CallSite(nullptr, 0));
    const std::string how = status.signal != 0 ? "was killed by " + trace::signalText(status.signal)
                                               : "ended with status " + std::to_string(status.code);
    if (worker.task) {
        Task task = std::move(*worker.task);
        worker.task.reset();
        if (!worker.begun)
            takeBack(task);
        if (trace::recording())
            trace::appendText(EventKind::Note, {}, 0, SiteId{}, Order::Own, 0, 0,
                              task.state->name + " is lost: " + worker.name + " " + how);
        end(task, TaskState::End::Lost,
            task.state->name + " is lost: " + worker.name + " " + how);
    }
    closeIfOpen(worker.fd);
    closeIfOpen(worker.pidfd);
    worker.ended = true;
    if (phase == Phase::Terminated || (phase == Phase::Closed && allDone()))
        return;
    // Among threads: the fork is handed to the launcher, and callers may go on with the pool meanwhile only after it.
    try {
        startWorker(worker, CallSite(nullptr, 0));
        ++counts.restarted;
    } catch (const std::system_error& error) {
        if (trace::recording())
            trace::appendText(EventKind::Note, {}, 0, SiteId{}, Order::Own, 0, 0,
                              std::string("no worker in its place: ") + error.what());
        worker.ended = true;
        if (std::all_of(workers.begin(), workers.end(), [](const Worker& w) { return w.ended; }))
            for (Task& task : std::exchange(backlog, {}))
                end(task, TaskState::End::Lost, "no worker is left");
    }
}

/// Tells a worker that nothing more will come.
void ProcessPoolBase::Internals::endWorker(Worker& worker) {
    if (trace::recording())
        trace::appendText(EventKind::Put, channel.tasks.id(), channel.tasks.next(), SiteId{}, Order::Own,
                          WordNumber + static_cast<std::uint64_t>(&worker - &workers.front()), 0, "the end");
    (void)sendToWorker(worker.fd,
                       {0, std::to_string(WordNumber + static_cast<std::uint64_t>(&worker - &workers.front())), {}});
}

void ProcessPoolBase::Internals::finish() {
    const bool terminated = phase == Phase::Terminated;
    std::vector<Worker*> living;
    for (Worker& worker : workers)
        if (!worker.ended)
            living.push_back(&worker);
    for (Worker* worker : living)
        terminated ? worker->child->terminate(CallSite(nullptr, 0)) : endWorker(*worker);
    {
        const NativeUnlock callersGoOn(mutex);
        for (Worker* worker : living)
            worker->child->join(CallSite(nullptr, 0));
    }
    for (Worker* worker : living) {
        worker->ended = true;
        receive(*worker); // what it sent before it ended
        if (worker->task) {
            if (!worker->begun)
                takeBack(*worker->task);
            end(*worker->task, TaskState::End::Lost, "the pool was terminated");
            worker->task.reset();
        }
    }
    for (Task& task : std::exchange(backlog, {})) {
        takeBack(task);
        end(task, TaskState::End::Lost, "the pool was terminated");
    }
    busy.set(CallSite(nullptr, 0));
}

ProcessPoolBase::ProcessPoolBase(int workers, std::string name, std::function<Bytes(std::string_view)> function,
                                 CallSite site)
    : m(std::make_unique<Internals>(workers, std::move(name), std::move(function))) {
    {
        const NativeLock lock(m->mutex);
        m->workers.resize(static_cast<std::size_t>(workers));
        for (Worker& worker : m->workers)
            m->startWorker(worker, site);
    }
    // Only now: the first workers are forked where no thread of the pool runs.
    m->handler.start(site);
}

ProcessPoolBase::~ProcessPoolBase() {
    terminate(CallSite(nullptr, 0));
    bool joined = false;
    {
        const NativeLock lock(m->mutex);
        joined = m->joined;
    }
    if (!joined)
        join(CallSite(nullptr, 0));
}

std::shared_ptr<TaskState> ProcessPoolBase::add(Bytes argument, std::string label, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Put, m->channel.tasks, site);
    const NativeLock lock(m->mutex);
    if (m->phase != Internals::Phase::Open)
        throw std::logic_error("the pool " + m->name + " is closed");
    const std::uint64_t number = ++m->taskNumber;
    auto state = std::make_shared<TaskState>(seen ? m->channel.pool.id() : ObjectId{}, number, label);
    if (seen)
        trace::appendText(EventKind::Put, m->channel.tasks.id(), m->channel.tasks.next(), trace::siteId(site), Order::Own,
                          number, 0, label);
    m->backlog.push_back({state, std::move(label), std::move(argument)});
    m->giveNext();
    return state;
}

void ProcessPoolBase::close(CallSite site) {
    const NativeLock lock(m->mutex);
    if (m->phase != Internals::Phase::Open)
        return;
    m->phase = Internals::Phase::Closed;
    m->tellHandler("close", site);
}

void ProcessPoolBase::terminate(CallSite site) {
    const NativeLock lock(m->mutex);
    if (m->phase == Internals::Phase::Terminated || m->joined)
        return;
    m->phase = Internals::Phase::Terminated;
    m->tellHandler("terminate", site);
}

void ProcessPoolBase::join(CallSite site) {
    {
        const NativeLock lock(m->mutex);
        if (m->phase == Internals::Phase::Open)
            throw std::logic_error("the pool " + m->name + " is still open: close or terminate it before joining it");
        m->joined = true;
    }
    m->handler.join(site);
}

bool ProcessPoolBase::killBusyWorker(CallSite site) {
    for (;;) {
        m->busy.clear(CallSite(nullptr, 0));
        {
            const NativeLock lock(m->mutex);
            for (Worker& worker : m->workers) {
                if (!worker.task || !worker.begun || worker.killedByUs || worker.ended)
                    continue;
                worker.killedByUs = true;
                worker.child->send_signal(SIGKILL, site);
                return true;
            }
            if (m->phase != Internals::Phase::Open && m->allDone())
                return false;
        }
        m->busy.wait(site);
    }
}

ProcessPoolBase::Counts ProcessPoolBase::counts() const {
    const NativeLock lock(m->mutex);
    return m->counts;
}

} // namespace braid::exec
