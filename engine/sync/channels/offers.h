#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <condition_variable>
#include <deque>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

namespace braid {

/// Thrown by a send into a channel that is closed, and by closing it once more (where Go panics).
struct channel_closed : std::logic_error {
    channel_closed() : std::logic_error("the channel is closed") {}
};

namespace sync {

class ChannelBase;
struct ChannelWait;

/// What one lane would do at one channel. Lies on its stack; while it is in a channel, guarded by the mutex of all channels.
struct ChannelOffer {
    ChannelBase* channel = nullptr;
    bool sends = false;
    void* value = nullptr; ///< T* of a sender, std::optional<T>* of a receiver
    std::string label;     ///< of the item
    ChannelWait* wait = nullptr;
    // What came of it:
    std::uint64_t number = 0; ///< of the item that went over
    bool closed = false;      ///< none did: the channel is closed
};

/// The longest wait of a choice; without a value: as long as it takes; none at all where `block` is false.
struct ChannelLimit {
    bool block = true;
    schedule::Limit most{};
};

/// Makes one of `offers` come about: at once where it can, the first one looked at being `first`, else when another lane comes
/// to one of these channels. Its place; none where that was not in time. Requires at least one.
[[nodiscard]] std::optional<std::size_t> chooseOffer(std::span<ChannelOffer> offers, std::size_t first, const ChannelLimit& limit, CallSite site);

/// A channel but for the type of its items. Where it has no room, who sends and who receives wait for each other.
///
/// Invariant: never do both senders and receivers wait; who waits longest comes first. Thread-safe.
class ChannelBase {
public:
    ChannelBase(const ChannelBase&) = delete;
    ChannelBase& operator=(const ChannelBase&) = delete;

    /// Nothing more can be sent: who waits to do so throws channel_closed, as does who closes it again. What is in it can still be
    /// received.
    void close(CallSite site = {});
    [[nodiscard]] bool is_closed() const;
    /// 0: who sends waits until somebody receives.
    [[nodiscard]] int capacity() const { return m_capacity; }
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

protected:
    ChannelBase(int capacity, std::string name);
    virtual ~ChannelBase() = default;

    /// One offer of one lane. False where it was not in time. Throws channel_closed where it sends and the channel is closed.
    bool go(ChannelOffer& offer, const ChannelLimit& limit, CallSite site);

private:
    friend struct ChannelWait;
    friend std::optional<std::size_t> chooseOffer(std::span<ChannelOffer>, std::size_t, const ChannelLimit&, CallSite);

    // Of the type of the items. `from`: T*; `into`: std::optional<T>*.
    virtual void handOver(void* from, void* into) = 0;
    virtual void store(void* from) = 0;
    virtual void take(void* into) = 0;

    /// Who waits. In a forked child nobody does: the parent's lanes are not there.
    class Waiting final : private ForkSafe {
    public:
        Waiting() { join(); }
        ~Waiting() { leave(); }
        std::deque<ChannelOffer*> offers; ///< all send, or all receive

    private:
        bool tryHold() override { return true; }
        void release(bool inChild) override {
            if (inChild)
                offers.clear();
        }
    };
    struct Stored {
        std::uint64_t number;
        std::string label;
    };

    // Under the mutex of all channels:
    bool tryOnce(ChannelOffer& offer, CallSite site);
    bool trySend(ChannelOffer& offer, CallSite site);
    bool tryReceive(ChannelOffer& offer, CallSite site);
    [[nodiscard]] ChannelOffer* firstWaiting(bool sends) const;
    void came(const ChannelOffer& offer, CallSite site);
    void refused(const ChannelOffer& offer, Failure why, CallSite site);

    const int m_capacity;
    bool m_closed = false;
    std::uint64_t m_lastNumber = 0;
    std::deque<Stored> m_stored; ///< what the trace knows of the items in it
    Waiting m_waiting;
    TracedObject m_traced; ///< numbered under that mutex
};

} // namespace sync
} // namespace braid
