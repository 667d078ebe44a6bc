#pragma once

#include "engine/io/async_io.h"

#include <map>

namespace braid {

/// One operation, prepared or under way. Stays where it is until it is complete: the kernel knows its buffer.
struct async_io::Operation {
    std::uint64_t tag = 0;
    trace::IoCall call = trace::IoCall::Other;
    int fd = -1;
    std::string buffer; ///< of recv: room for what comes; of send: what goes
    ObjectId told;      ///< the descriptor as a part of the trace, where that tells what goes through it
    std::string name;   ///< of its socket
};

/// One of the two ways to carry operations out. Used by one thread.
class async_io::Mechanism {
public:
    struct Finished {
        std::unique_ptr<Operation> operation;
        std::int64_t raw = 0;
    };

    virtual ~Mechanism() = default;
    [[nodiscard]] virtual const char* name() const = 0;
    virtual void prepare(std::unique_ptr<Operation> operation) = 0;
    /// Prepared and not handed over.
    [[nodiscard]] virtual std::size_t prepared() const = 0;
    /// Hands one system call's worth over: how many operations, or minus errno. Requires prepared() > 0.
    virtual std::int64_t submitSome() = 0;
    /// There is no room for another one to be prepared.
    [[nodiscard]] virtual bool full() const = 0;
    /// Takes what is complete, without a wait.
    virtual void take(std::vector<Finished>& finished) = 0;
    /// True when take() would find something.
    [[nodiscard]] virtual bool anyComplete() = 0;
    /// Waits until anyComplete(). Requires one under way.
    virtual std::int64_t waitForOne() = 0;
    /// Handed over and not taken yet.
    [[nodiscard]] virtual std::size_t underWay() const = 0;
};

namespace io {

/// nullptr with the errno in `error` where the kernel refuses.
[[nodiscard]] std::unique_ptr<async_io::Mechanism> makeUring(unsigned depth, int& error);
[[nodiscard]] std::unique_ptr<async_io::Mechanism> makeAio(unsigned depth);

} // namespace io
} // namespace braid
