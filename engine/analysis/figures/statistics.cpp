#include "engine/analysis/figures/statistics.h"

#include "engine/model/store/arithmetic.h"

#include <algorithm>
#include <numeric>

namespace braid::analysis {

using model::Nanos;

namespace {

/// The one of nearest rank. Reorders.
Nanos percentile(std::vector<Sample>& samples, std::size_t percent) {
    const std::size_t rank = std::max<std::size_t>((samples.size() * percent + 99) / 100, 1) - 1;
    const auto place = samples.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(samples.begin(), place, samples.end(), [](const Sample& a, const Sample& b) { return a.ns < b.ns; });
    return place->ns;
}

} // namespace

Spread spreadOf(std::vector<Sample>& samples) {
    Spread spread;
    if (samples.empty())
        return spread;
    spread.count = samples.size();
    const Sample* worst = &samples.front();
    for (const Sample& sample : samples) {
        model::addTo(spread.sum, sample.ns);
        if (sample.ns > worst->ns || (sample.ns == worst->ns && sample.event < worst->event))
            worst = &sample;
    }
    spread.worst = worst->ns;
    spread.worstEvent = worst->event;
    spread.worstLane = worst->lane;
    spread.median = percentile(samples, 50);
    spread.p99 = percentile(samples, 99);
    return spread;
}

std::optional<double> fairness(const std::vector<double>& shares) {
    double sum = 0, squares = 0;
    for (const double share : shares) {
        sum += share;
        squares += share * share;
    }
    if (shares.size() < 2 || squares <= 0)
        return std::nullopt;
    return sum * sum / (static_cast<double>(shares.size()) * squares);
}

std::size_t LaneStatistics::allStretches() const {
    return std::accumulate(stretches.begin(), stretches.end(), std::size_t{0});
}

double ObjectStatistics::contention() const {
    return acquisitions == 0 ? 0 : static_cast<double>(contended) / static_cast<double>(acquisitions);
}

double Statistics::perSecond(std::size_t count) const {
    return duration() > 0 ? static_cast<double>(count) * 1e9 / static_cast<double>(duration()) : 0;
}

Statistics statistics(const model::Model& model, Nanos now, std::optional<std::pair<Nanos, Nanos>> stretch) {
    Survey survey(model, now, stretch);
    while (!survey.advance(SIZE_MAX)) {
    }
    return survey.take();
}

} // namespace braid::analysis
