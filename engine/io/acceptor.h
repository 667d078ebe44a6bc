#pragma once

#include <atomic>
#include <thread>

namespace braid::io {

/// A thread that accepts connections of one listening socket and writes each one's descriptor, or minus the errno that ends
/// it, as an int into a pipe: so that connections can be had by reading. When it has ended, the end of the pipe is read.
/// Not recorded; a helper like glibc's own.
class Acceptor {
public:
    /// `listening`: a listening socket. It may be closed afterwards.
    explicit Acceptor(int listening);
    /// Ends the thread, also where no reader is left. Connections that were not read are closed.
    ~Acceptor();
    Acceptor(const Acceptor&) = delete;
    Acceptor& operator=(const Acceptor&) = delete;

    /// The end of the pipe to read from.
    [[nodiscard]] int fd() const { return m_read; }
    /// Why the thread has ended by itself; 0 where it has not.
    [[nodiscard]] int error() const { return m_error.load(std::memory_order_acquire); }
    /// For the reader of a descriptor: what made it happened before. The pipe says so too, but glibc's thread that reads
    /// it is one that ThreadSanitizer does not see.
    void acknowledge() const { (void)m_handedOver.load(std::memory_order_acquire); }

private:
    void run(int write);
    /// Waits until the pipe has room; false where it is time to end.
    [[nodiscard]] bool hand(int write, int accepted);
    std::atomic<unsigned> m_handedOver{0};
    std::atomic<int> m_error{0};
    int m_listening = -1;
    int m_stop = -1; ///< an eventfd
    int m_read = -1;
    std::thread m_thread;
};

} // namespace braid::io
