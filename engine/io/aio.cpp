#include "engine/io/async_mechanism.h"

#include "engine/io/acceptor.h"

#include <aio.h>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <sys/socket.h>
#include <unistd.h>

namespace braid::io {
namespace {

/// More than there are ever operations at once: each one that waits on a socket keeps one of glibc's threads.
constexpr int MostThreads = 8192;

/// Says so to glibc, once and before its first thread.
void allowThreads(unsigned depth) {
    static std::once_flag once;
    std::call_once(once, [depth] {
        aioinit wanted{};
        wanted.aio_threads = MostThreads;
        wanted.aio_num = static_cast<int>(depth);
        wanted.aio_idle_time = 1;
        aio_init(&wanted);
    });
}

/// POSIX AIO as glibc does it: threads of its own, which make the blocking calls. It knows reading and writing only, so
/// connections are accepted by a thread that hands them over through a pipe, which can be read.
class Aio final : public async_io::Mechanism {
public:
    explicit Aio(unsigned depth) : m_depth(depth) { allowThreads(depth); }
    ~Aio() override { callBack(); }
    Aio(const Aio&) = delete;
    Aio& operator=(const Aio&) = delete;

    [[nodiscard]] const char* name() const override { return "POSIX AIO"; }
    [[nodiscard]] bool full() const override { return m_prepared.size() >= m_depth; }

    void prepare(std::unique_ptr<async_io::Operation> operation) override {
        auto request = std::make_unique<Request>(std::move(operation));
        async_io::Operation& it = *request->operation;
        int fd = it.fd;
        if (it.call == IoCall::Accept) {
            if (!m_acceptor)
                m_acceptor = std::make_unique<Acceptor>(it.fd);
            it.buffer.assign(sizeof(int), '\0');
            fd = m_acceptor->fd();
        }
        // A descriptor of its own: glibc does one operation at a time on each, and a read that waits must not keep a
        // write from going out.
        request->control->aio_fildes = fcntl(fd, F_DUPFD_CLOEXEC, 0);
        request->refused = request->control->aio_fildes < 0 ? errno : 0;
        request->control->aio_buf = it.buffer.data();
        request->control->aio_nbytes = it.buffer.size();
        request->control->aio_sigevent.sigev_notify = SIGEV_NONE;
        m_prepared.push_back(std::move(request));
    }

    std::int64_t submitSome() override {
        std::unique_ptr<Request> request = std::move(m_prepared.front());
        m_prepared.pop_front();
        if (request->refused == 0) {
            const bool sends = request->operation->call == IoCall::Send;
            if ((sends ? aio_write(request->control.get()) : aio_read(request->control.get())) != 0)
                request->refused = errno;
        }
        m_underWay.push_back(std::move(request));
        return 1;
    }

    void take(std::vector<Finished>& finished) override {
        std::erase_if(m_underWay, [this, &finished](std::unique_ptr<Request>& request) {
            if (!complete(*request))
                return false;
            const std::int64_t raw = resultOf(*request);
            finished.push_back({std::move(request->operation), raw});
            return true;
        });
    }

    [[nodiscard]] bool anyComplete() override {
        for (const auto& request : m_underWay)
            if (complete(*request))
                return true;
        return false;
    }

    std::int64_t waitForOne() override {
        std::vector<const aiocb*> all;
        all.reserve(m_underWay.size());
        for (const auto& request : m_underWay)
            all.push_back(request->control.get());
        return io::outcomeOf(
            schedule::blockOutside([&all] { return aio_suspend(all.data(), static_cast<int>(all.size()), nullptr); }));
    }

    [[nodiscard]] std::size_t prepared() const override { return m_prepared.size(); }
    [[nodiscard]] std::size_t underWay() const override { return m_underWay.size(); }

private:
    struct Request {
        std::unique_ptr<async_io::Operation> operation;
        int refused = 0; ///< errno where it could not be begun
        std::unique_ptr<aiocb> control = std::make_unique<aiocb>();
        explicit Request(std::unique_ptr<async_io::Operation> what) : operation(std::move(what)) { control->aio_fildes = -1; }
        Request(const Request&) = delete;
        Request& operator=(const Request&) = delete;
        ~Request() {
            if (control->aio_fildes >= 0)
                close(control->aio_fildes);
        }
    };

    static bool complete(const Request& request) {
        return request.refused != 0 || aio_error(request.control.get()) != EINPROGRESS;
    }

    /// Of a complete one; asks the system for it, which may be done once.
    std::int64_t resultOf(Request& request) const {
        if (request.refused != 0)
            return -request.refused;
        if (const int error = aio_error(request.control.get()); error != 0) {
            (void)aio_return(request.control.get());
            return -error;
        }
        const std::int64_t count = aio_return(request.control.get());
        if (request.operation->call != IoCall::Accept)
            return count;
        int accepted = -EINVAL; // the acceptor is gone
        if (m_acceptor) {
            m_acceptor->acknowledge();
            if (const int error = m_acceptor->error(); error != 0) // it has ended by itself
                accepted = -error;
        }
        if (count == sizeof accepted)
            std::memcpy(&accepted, request.operation->buffer.data(), sizeof accepted);
        return accepted;
    }

    /// A read that waits cannot be called back; it comes back by itself when its connection is shut down.
    void callBack() {
        m_acceptor.reset();
        for (const auto& request : m_underWay)
            if (request->operation->call != IoCall::Accept)
                ::shutdown(request->control->aio_fildes, SHUT_RDWR);
        std::vector<Finished> finished;
        while (!m_underWay.empty()) {
            waitForOne();
            take(finished);
        }
        // A connection that came at the last moment has no owner any more.
        for (const Finished& one : finished)
            if (one.operation->call == IoCall::Accept && one.raw >= 0)
                ::close(static_cast<int>(one.raw));
    }

    unsigned m_depth;
    std::unique_ptr<Acceptor> m_acceptor;
    std::deque<std::unique_ptr<Request>> m_prepared;
    std::vector<std::unique_ptr<Request>> m_underWay;
};

} // namespace

std::unique_ptr<async_io::Mechanism> makeAio(unsigned depth) { return std::make_unique<Aio>(depth); }

} // namespace braid::io
