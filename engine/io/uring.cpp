#include "engine/io/async_mechanism.h"

#include <algorithm>
#include <iterator>
#include <liburing.h>
#include <sys/socket.h>
#include <unistd.h>

namespace braid::io {
namespace {

/// io_uring: two rings in memory that process and kernel share, one of operations and one of completions.
class Uring final : public async_io::Mechanism {
public:
    Uring(unsigned depth, int& error) {
        error = -io_uring_queue_init(depth, &m_ring, 0);
        m_open = error == 0;
    }
    ~Uring() override {
        if (!m_open)
            return;
        callBack();
        io_uring_queue_exit(&m_ring);
    }
    Uring(const Uring&) = delete;
    Uring& operator=(const Uring&) = delete;

    [[nodiscard]] const char* name() const override { return "io_uring"; }

    [[nodiscard]] bool full() const override { return io_uring_sq_space_left(&m_ring) == 0; }

    void prepare(std::unique_ptr<async_io::Operation> operation) override {
        io_uring_sqe* entry = io_uring_get_sqe(&m_ring);
        if (entry == nullptr)
            throw std::system_error(EBUSY, std::generic_category(), "the ring of operations is full");
        async_io::Operation& it = *operation;
        const auto size = static_cast<unsigned>(it.buffer.size());
        if (it.call == IoCall::Accept)
            io_uring_prep_accept(entry, it.fd, nullptr, nullptr, SOCK_CLOEXEC);
        else if (it.call == IoCall::Receive)
            io_uring_prep_recv(entry, it.fd, it.buffer.data(), size, 0);
        else
            io_uring_prep_send(entry, it.fd, it.buffer.data(), size, MSG_NOSIGNAL);
        const std::uint64_t number = ++m_last;
        io_uring_sqe_set_data64(entry, number);
        m_operations.emplace(number, std::move(operation));
    }

    [[nodiscard]] std::size_t prepared() const override { return io_uring_sq_ready(&m_ring); }

    std::int64_t submitSome() override {
        // Kernels before 5.19 take nothing while completions have overflown their ring, which is small (EBUSY).
        collect();
        std::int64_t some = io_uring_submit(&m_ring);
        while (some == -EBUSY && collect())
            some = io_uring_submit(&m_ring);
        return some;
    }

    void take(std::vector<Finished>& finished) override {
        collect();
        std::move(m_finished.begin(), m_finished.end(), std::back_inserter(finished));
        m_finished.clear();
    }

    [[nodiscard]] bool anyComplete() override { return !m_finished.empty() || collect(); }

    std::int64_t waitForOne() override {
        io_uring_cqe* entry = nullptr;
        return schedule::blockOutside([&] { return io_uring_wait_cqe(&m_ring, &entry); });
    }

    [[nodiscard]] std::size_t underWay() const override { return m_operations.size() + m_finished.size() - prepared(); }

private:
    /// Takes completions out of their ring; true where there was one of an operation.
    bool collect() {
        const std::size_t before = m_finished.size();
        io_uring_cqe* entry = nullptr;
        while (io_uring_peek_cqe(&m_ring, &entry) == 0) {
            const auto found = m_operations.find(entry->user_data);
            if (found != m_operations.end()) { // else it is the answer to a call back
                m_finished.push_back({std::move(found->second), entry->res});
                m_operations.erase(found);
            }
            io_uring_cqe_seen(&m_ring, entry);
        }
        return m_finished.size() > before;
    }

    /// The kernel may write into buffers until it has said of each operation that it is complete.
    void callBack() {
        while (prepared() > 0 && submitSome() > 0) {
        }
        std::vector<std::uint64_t> numbers;
        for (const auto& [number, operation] : m_operations)
            numbers.push_back(number);
        for (const std::uint64_t number : numbers) {
            io_uring_sqe* entry = io_uring_get_sqe(&m_ring);
            if (entry == nullptr) {
                submitSome();
                entry = io_uring_get_sqe(&m_ring);
            }
            if (entry == nullptr)
                break;
            io_uring_prep_cancel64(entry, number, 0);
            io_uring_sqe_set_data64(entry, 0);
        }
        submitSome();
        std::vector<Finished> finished;
        while (!m_operations.empty()) {
            const std::int64_t outcome = waitForOne();
            if (outcome < 0 && outcome != -EINTR)
                break;
            take(finished);
        }
        // A connection that came at the last moment has no owner any more.
        for (const Finished& one : finished)
            if (one.operation->call == IoCall::Accept && one.raw >= 0)
                ::close(static_cast<int>(one.raw));
    }

    io_uring m_ring{};
    bool m_open = false;
    std::uint64_t m_last = 0;
    std::map<std::uint64_t, std::unique_ptr<async_io::Operation>> m_operations; ///< by the number the ring carries
    std::vector<Finished> m_finished;                                           ///< complete, and not taken yet
};

} // namespace

std::unique_ptr<async_io::Mechanism> makeUring(unsigned depth, int& error) {
    auto uring = std::make_unique<Uring>(depth, error);
    if (error != 0)
        return nullptr;
    return uring;
}

} // namespace braid::io
