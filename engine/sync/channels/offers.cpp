#include "engine/sync/channels/offers.h"

#include <algorithm>

namespace braid::sync {

/// A lane that waits at channels until another one has come to one of them.
struct ChannelWait {
    explicit ChannelWait(std::span<ChannelOffer> which) : offers(which) {
        for (ChannelOffer& offer : offers) {
            offer.wait = this;
            offer.channel->m_waiting.offers.push_back(&offer);
        }
    }
    /// `one` has come about, and none of the others will.
    void isOver(ChannelOffer& one) {
        done = &one;
        leave();
        changed.notify_one();
    }
    void leave() {
        for (ChannelOffer& offer : offers)
            std::erase(offer.channel->m_waiting.offers, &offer);
    }

    std::span<ChannelOffer> offers;
    ChannelOffer* done = nullptr;
    std::condition_variable changed;
};

namespace {

/// One for all channels: who chooses looks at several of them at one moment.
ForkSafeMutex& mutexOfChannels() {
    static auto* mutex = new ForkSafeMutex; // never destroyed: static channels may be used later
    return *mutex;
}

EventKind waitKind(const ChannelOffer& offer) { return offer.sends ? EventKind::PutWait : EventKind::GetWait; }

} // namespace

ChannelBase::ChannelBase(int capacity, std::string name)
    : m_capacity(std::max(capacity, 0)), m_traced(ObjectKind::Channel, std::move(name), m_capacity) {}

bool ChannelBase::is_closed() const {
    const NativeLock lock(mutexOfChannels());
    return m_closed;
}

void ChannelBase::close(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Close, m_traced, site);
    const NativeLock lock(mutexOfChannels());
    if (m_closed)
        throw channel_closed();
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::ChannelClosed, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    m_closed = true;
    while (!m_waiting.offers.empty()) {
        ChannelOffer& offer = *m_waiting.offers.front();
        offer.closed = true;
        offer.wait->isOver(offer);
    }
}

ChannelOffer* ChannelBase::firstWaiting(bool sends) const {
    return !m_waiting.offers.empty() && m_waiting.offers.front()->sends == sends ? m_waiting.offers.front() : nullptr;
}

void ChannelBase::came(const ChannelOffer& offer, CallSite site) {
    if (!trace::recording())
        return;
    const ObjectId object = m_traced.id();
    trace::appendText(offer.sends ? EventKind::Put : EventKind::Get, object, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own,
                      offer.number, 0, offer.label);
}

void ChannelBase::refused(const ChannelOffer& offer, Failure why, CallSite site) {
    if (trace::recording())
        reportFailure(offer.sends ? EventKind::PutFailed : EventKind::GetFailed, m_traced, trace::siteId(site), why);
}

bool ChannelBase::tryOnce(ChannelOffer& offer, CallSite site) {
    if (!(offer.sends ? trySend(offer, site) : tryReceive(offer, site)))
        return false;
    if (offer.closed)
        refused(offer, Failure::Broken, site);
    return true;
}

bool ChannelBase::trySend(ChannelOffer& offer, CallSite site) {
    offer.closed = m_closed;
    if (m_closed)
        return true;
    ChannelOffer* const receiver = firstWaiting(false);
    if (receiver == nullptr && m_stored.size() >= static_cast<std::size_t>(m_capacity))
        return false;
    offer.number = ++m_lastNumber;
    came(offer, site);
    if (receiver != nullptr) {
        handOver(offer.value, receiver->value);
        receiver->number = offer.number;
        receiver->label = offer.label;
        receiver->wait->isOver(*receiver);
    } else {
        store(offer.value);
        m_stored.push_back({offer.number, offer.label});
    }
    return true;
}

bool ChannelBase::tryReceive(ChannelOffer& offer, CallSite site) {
    ChannelOffer* const sender = firstWaiting(true);
    if (m_stored.empty() && sender == nullptr) {
        offer.closed = m_closed;
        return m_closed;
    }
    if (sender != nullptr)
        sender->number = ++m_lastNumber;
    if (m_stored.empty()) {
        offer.number = sender->number;
        offer.label = sender->label;
        handOver(sender->value, offer.value);
    } else {
        take(offer.value);
        offer.number = m_stored.front().number;
        offer.label = std::move(m_stored.front().label);
        m_stored.pop_front();
        if (sender != nullptr) { // there is room for what it sends
            store(sender->value);
            m_stored.push_back({sender->number, sender->label});
        }
    }
    came(offer, site);
    if (sender != nullptr)
        sender->wait->isOver(*sender);
    return true;
}

bool ChannelBase::go(ChannelOffer& offer, const ChannelLimit& limit, CallSite site) {
    if (!chooseOffer({&offer, 1}, 0, limit, site))
        return false;
    if (offer.closed && offer.sends)
        throw channel_closed();
    return true;
}

std::optional<std::size_t> chooseOffer(std::span<ChannelOffer> offers, std::size_t first, const ChannelLimit& limit, CallSite site) {
    const bool seen = trace::recording();
    ChannelBase& main = *offers.front().channel;
    if (seen)
        schedule::before(offers.front().sends ? schedule::OperationKind::Send : schedule::OperationKind::Receive, main.m_traced, site);
    NativeLock lock(mutexOfChannels());
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const std::size_t place = (first + i) % offers.size();
        if (offers[place].channel->tryOnce(offers[place], site))
            return place;
    }
    if (!limit.block || (limit.most && limit.most->count() <= 0)) {
        for (const ChannelOffer& offer : offers)
            offer.channel->refused(offer, offer.sends ? Failure::Full : Failure::Empty, site);
        return std::nullopt;
    }
    ChannelWait wait(offers);
    if (seen) {
        const SiteId where = trace::siteId(site);
        reportWait(waitKind(offers.front()), main.m_traced, where, limit.most ? limitOf(*limit.most) : std::chrono::nanoseconds(0));
        for (const ChannelOffer& offer : offers.subspan(1))
            trace::append(EventKind::AlsoWaits, offer.channel->m_traced.id(), offer.channel->m_traced.last(), where, Order::After, 0,
                          static_cast<std::uint32_t>(waitKind(offer)));
    }
    const ObjectId object = seen ? main.m_traced.id() : ObjectId{};
    (void)schedule::blockUntil(object, limit.most, lock, wait.changed, [&wait] { return wait.done != nullptr; });
    if (seen)
        waitEnds();
    if (wait.done == nullptr) {
        wait.leave();
        main.refused(offers.front(), Failure::TimedOut, site);
        return std::nullopt;
    }
    if (wait.done->closed)
        wait.done->channel->refused(*wait.done, Failure::Broken, site);
    else
        wait.done->channel->came(*wait.done, site);
    return static_cast<std::size_t>(wait.done - offers.data());
}

} // namespace braid::sync
