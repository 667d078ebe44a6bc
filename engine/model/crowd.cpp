#include "engine/model/crowd.h"

#include <algorithm>

namespace braid::model {

void Crowd::step(Nanos time, State state, int count) {
    if (m_bins.empty()) {
        m_bins.resize(Bins + 1);
        m_blocks.resize(Bins / BlockLength + 1);
    }
    while (time / m_width >= static_cast<Nanos>(Bins))
        halve();
    const auto index = static_cast<std::size_t>(time / m_width);
    const auto s = static_cast<std::size_t>(state);
    m_bins[index].sum[s] += count * (static_cast<Nanos>(index + 1) * m_width - time);
    m_bins[index + 1].change[s] += count;
    m_blocks[(index + 1) / BlockLength][s] += count;
}

void Crowd::halve() {
    // A change in the second of two bins counts once within the pair, and from the next pair on.
    std::vector<Bin> merged(Bins + 1);
    for (std::size_t i = 0; i < Bins / 2; ++i) {
        for (std::size_t s = 0; s < StateCount; ++s) {
            const Bin& first = m_bins[2 * i];
            const Bin& second = m_bins[2 * i + 1];
            merged[i].sum[s] = first.sum[s] + second.sum[s] + m_width * second.change[s];
            merged[i].change[s] += first.change[s];
            merged[i + 1].change[s] += second.change[s];
        }
    }
    for (std::size_t s = 0; s < StateCount; ++s)
        merged[Bins / 2].change[s] += m_bins[Bins].change[s];
    m_bins = std::move(merged);
    m_width *= 2;
    std::fill(m_blocks.begin(), m_blocks.end(), Changes{});
    for (std::size_t i = 0; i <= Bins; ++i)
        for (std::size_t s = 0; s < StateCount; ++s)
            m_blocks[i / BlockLength][s] += m_bins[i].change[s];
}

std::vector<StateTimes> Crowd::between(const std::vector<Nanos>& edges) const {
    std::vector<StateTimes> result(edges.size() - 1);
    if (m_bins.empty())
        return result;
    std::array<Nanos, StateCount> inside{};
    std::size_t stretch = 0;
    const auto seen = static_cast<std::size_t>(std::clamp<Nanos>(edges.front() / m_width, 0, static_cast<Nanos>(Bins)));
    const std::size_t block = seen / BlockLength;
    for (std::size_t k = 0; k < block; ++k)
        for (std::size_t s = 0; s < StateCount; ++s)
            inside[s] += m_blocks[k][s];
    for (std::size_t i = block * BlockLength; i < Bins && stretch < result.size(); ++i) {
        StateTimes all{};
        for (std::size_t s = 0; s < StateCount; ++s) {
            inside[s] += m_bins[i].change[s];
            all[s] = m_bins[i].sum[s] + inside[s] * m_width;
        }
        const Nanos begin = static_cast<Nanos>(i) * m_width;
        const Nanos end = begin + m_width;
        // All stretches that the bin has a part in; the last of them may have a part in the next bin too.
        while (stretch < result.size() && edges[stretch] < end) {
            const Nanos part = std::min(end, edges[stretch + 1]) - std::max(begin, edges[stretch]);
            for (std::size_t s = 0; s < StateCount && part > 0; ++s)
                result[stretch][s] += static_cast<Nanos>(static_cast<double>(all[s]) * static_cast<double>(part) /
                                                         static_cast<double>(m_width));
            if (edges[stretch + 1] > end)
                break;
            ++stretch;
        }
    }
    return result;
}

} // namespace braid::model
