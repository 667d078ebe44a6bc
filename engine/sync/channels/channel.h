#pragma once

#include "engine/sync/channels/offers.h"
#include "engine/sync/label.h"

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace braid {

/// Go's channel, instrumented: items go from lane to lane, and without a capacity both meet for that (a rendezvous).
///
/// | state                      | send                          | receive                        | close                     |
/// |----------------------------|-------------------------------|--------------------------------|---------------------------|
/// | a receiver waits           | handed over                   | waits as well, behind it       | receivers go on, nullopt  |
/// | a sender waits             | waits as well, behind it      | its item; it goes on           | senders throw             |
/// | nobody waits, room         | stored                        | waits, or the oldest item      | closed                    |
/// | nobody waits, no room      | waits until it is received    | waits, or the oldest item      | closed                    |
/// | closed                     | throws channel_closed         | what is left, then nullopt     | throws channel_closed     |
///
/// Who waits longest comes first. Thread-safe. Whatever a lane did before its send is visible to who receives the item; without a
/// capacity also the other way round. Must outlive those who use it.
template <class T>
class channel final : public sync::ChannelBase {
public:
    using value_type = T;

    explicit channel(int capacity = 0, std::string name = {}) : ChannelBase(capacity, std::move(name)) {}

    void send(T value, CallSite site = {}) { (void)sendWithin(value, {}, site); }
    /// False where it would have to wait.
    [[nodiscard]] bool try_send(T value, CallSite site = {}) { return sendWithin(value, {false, {}}, site); }
    /// False where `limit` was over before.
    [[nodiscard]] bool send_for(T value, std::chrono::nanoseconds limit, CallSite site = {}) {
        return sendWithin(value, {true, limit}, site);
    }

    /// Nothing where the channel is closed and empty.
    [[nodiscard]] std::optional<T> receive(CallSite site = {}) { return receiveWithin({}, site); }
    /// Nothing where it would have to wait as well; is_closed() tells which.
    [[nodiscard]] std::optional<T> try_receive(CallSite site = {}) { return receiveWithin({false, {}}, site); }
    [[nodiscard]] std::optional<T> receive_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        return receiveWithin({true, limit}, site);
    }

private:
    bool sendWithin(T& value, const sync::ChannelLimit& limit, CallSite site) {
        sync::ChannelOffer offer{this, true, &value, trace::recording() ? sync::labelOf(value) : std::string()};
        return go(offer, limit, site);
    }
    std::optional<T> receiveWithin(const sync::ChannelLimit& limit, CallSite site) {
        std::optional<T> value;
        sync::ChannelOffer offer{this, false, &value, {}};
        (void)go(offer, limit, site);
        return value;
    }

    void handOver(void* from, void* into) override {
        static_cast<std::optional<T>*>(into)->emplace(std::move(*static_cast<T*>(from)));
    }
    void store(void* from) override { m_items.push_back(std::move(*static_cast<T*>(from))); }
    void take(void* into) override {
        static_cast<std::optional<T>*>(into)->emplace(std::move(m_items.front()));
        m_items.pop_front();
    }

    std::deque<T> m_items;
};

/// Go's select: waits at several channels, and does what comes first at one of them; of what can be done at once, another one
/// comes first each time. One use:
///
///     std::optional<int> job, stop;
///     switch (channel_select().receive(jobs, job).receive(stops, stop).wait().value()) {
///     case 0: …
///
/// Used by one lane.
class channel_select {
public:
    /// `into` has the item then, or nothing where the channel is closed. Both must live until wait() is back.
    template <class T>
    channel_select& receive(channel<T>& from, std::optional<T>& into) {
        into.reset();
        m_offers.push_back({&from, false, &into, {}});
        return *this;
    }
    template <class T>
    channel_select& send(channel<T>& into, T value) {
        std::string label = trace::recording() ? sync::labelOf(value) : std::string();
        auto kept = std::make_shared<T>(std::move(value));
        m_offers.push_back({&into, true, kept.get(), std::move(label)});
        m_values.push_back(std::move(kept));
        return *this;
    }

    struct options {
        bool block = true; ///< false: Go's default case
        /// The longest wait; unset: endless. A limit ≤ 0 only looks.
        schedule::Limit timeout{};
    };
    /// Which of the cases, in the order in which they were named, from 0; none where nothing came in time. Throws channel_closed
    /// where that one sends into a closed channel, and std::invalid_argument without cases.
    std::optional<std::size_t> wait(CallSite site = {}) { return wait(options{}, site); }
    std::optional<std::size_t> wait(options how, CallSite site = {});

private:
    std::vector<sync::ChannelOffer> m_offers;
    std::vector<std::shared_ptr<void>> m_values; ///< that are to be sent
};

} // namespace braid
