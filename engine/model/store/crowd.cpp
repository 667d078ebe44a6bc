#include "engine/model/store/crowd.h"

#include "engine/model/store/arithmetic.h"

#include <algorithm>

namespace braid::model {

void Crowd::step(Nanos time, State state, int count) {
    if (m_bins.empty() && m_steps.size() < MostSteps) {
        Step step;
        step.time = time & ((Nanos{1} << 58) - 1); // what the compiler cannot know: it fits
        step.state = state;
        step.leaves = count < 0;
        m_steps.push_back(step);
        return;
    }
    if (m_bins.empty()) {
        m_bins.resize(Bins + 1);
        m_blocks.resize(Bins / BlockLength + 1);
        for (const Step& earlier : m_steps)
            stepInBins(earlier.time, earlier.state, earlier.leaves ? -1 : 1);
        m_steps = {};
    }
    stepInBins(time, state, count);
}

void Crowd::stepInBins(Nanos time, State state, int count) {
    while (time / m_width >= static_cast<Nanos>(Bins))
        halve();
    const auto index = static_cast<std::size_t>(time / m_width);
    const auto s = static_cast<std::size_t>(state);
    addTo(m_bins[index].sum[s], count, static_cast<Nanos>(index + 1) * m_width - time);
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
            merged[i].sum[s] = first.sum[s];
            addTo(merged[i].sum[s], second.sum[s]);
            addTo(merged[i].sum[s], second.change[s], m_width);
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

std::vector<StateTimes> Crowd::betweenOfSteps(const std::vector<Nanos>& edges) const {
    std::vector<StateTimes> result(edges.size() - 1);
    std::vector<StateTimes> entered(edges.size()); // lanes, from the stretch after the one of their step on
    for (const Step& step : m_steps) {
        const auto end = std::upper_bound(edges.begin() + 1, edges.end(), Nanos{step.time});
        if (end == edges.end())
            continue;
        const auto stretch = static_cast<std::size_t>(end - edges.begin()) - 1;
        const auto s = static_cast<std::size_t>(step.state);
        const Nanos count = step.leaves ? -1 : 1;
        addTo(result[stretch][s], count, *end - std::max<Nanos>(edges[stretch], step.time));
        entered[stretch + 1][s] += count;
    }
    StateTimes inside{};
    for (std::size_t i = 0; i < result.size(); ++i)
        for (std::size_t s = 0; s < StateCount; ++s) {
            inside[s] += entered[i][s];
            addTo(result[i][s], inside[s], edges[i + 1] - edges[i]);
        }
    return result;
}

std::vector<StateTimes> Crowd::between(const std::vector<Nanos>& edges) const {
    std::vector<StateTimes> result(edges.size() - 1);
    if (m_bins.empty())
        return betweenOfSteps(edges);
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
            all[s] = m_bins[i].sum[s];
            addTo(all[s], inside[s], m_width);
        }
        const Nanos begin = static_cast<Nanos>(i) * m_width;
        const Nanos end = begin + m_width;
        // All stretches that the bin has a part in; the last of them may have a part in the next bin too.
        while (stretch < result.size() && edges[stretch] < end) {
            const Nanos part = std::min(end, edges[stretch + 1]) - std::max(begin, edges[stretch]);
            for (std::size_t s = 0; s < StateCount && part > 0; ++s)
                addTo(result[stretch][s], static_cast<Nanos>(static_cast<double>(all[s]) * static_cast<double>(part) /
                                                             static_cast<double>(m_width)));
            if (edges[stretch + 1] > end)
                break;
            ++stretch;
        }
    }
    return result;
}

} // namespace braid::model
