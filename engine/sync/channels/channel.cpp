#include "engine/sync/channels/channel.h"

namespace braid {

std::optional<std::size_t> channel_select::wait(options how, CallSite site) {
    if (m_offers.empty())
        throw std::invalid_argument("a select needs a case");
    thread_local std::size_t t_selects = 0; // not random, so that the same schedule gives the same run
    const std::optional<std::size_t> done = sync::chooseOffer(m_offers, t_selects++ % m_offers.size(), {how.block, how.timeout}, site);
    if (done && m_offers[*done].closed && m_offers[*done].sends)
        throw channel_closed();
    return done;
}

} // namespace braid
