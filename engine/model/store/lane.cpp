#include "engine/model/store/lane.h"

#include <algorithm>

namespace braid::model {

End endBy(std::uint64_t signal, bool asked) {
    if (asked)
        return End::Killed;
    switch (signal) {
    case 0: // no signal: an exit status that says "failed"
        return End::Failed;
    case 4:  // SIGILL
    case 5:  // SIGTRAP
    case 6:  // SIGABRT
    case 7:  // SIGBUS
    case 8:  // SIGFPE
    case 11: // SIGSEGV
    case 31: // SIGSYS
        return End::Crashed;
    default:
        return End::Killed;
    }
}

std::string_view Lane::endCause() const {
    std::string_view cause = endMessage;
    if (constexpr std::string_view By = "killed by "; cause.starts_with(By))
        cause.remove_prefix(By.size());
    else if (cause == "killed")
        cause = {};
    return cause;
}

std::size_t Lane::indexAt(Nanos time) const {
    if (!intervals.empty() && intervals.back().begin <= time)
        return intervals.size() - 1; // mostly asked about the present
    const auto after = std::upper_bound(intervals.begin(), intervals.end(), time,
                                        [](Nanos t, const Interval& interval) { return t < interval.begin; });
    return after == intervals.begin() ? intervals.size() : static_cast<std::size_t>(after - intervals.begin()) - 1;
}

const Interval* Lane::at(Nanos time) const {
    if (time > ended || (time == ended && !cutOff))
        return nullptr;
    const std::size_t i = indexAt(time);
    return i < intervals.size() ? &intervals[i] : nullptr;
}

Nanos Lane::endOf(std::size_t i) const {
    return i + 1 < intervals.size() ? intervals[i + 1].begin : ended;
}

std::string_view Lane::nameAt(Nanos time) const {
    const auto former = std::upper_bound(formerNames.begin(), formerNames.end(), time,
                                         [](Nanos t, const auto& entry) { return t < entry.first; });
    return former == formerNames.end() ? std::string_view(name) : std::string_view(former->second);
}

const Interval* Lane::begunBy(EventIndex event, Nanos time) const {
    // The model may have put the beginning a little later than the event where clocks disagree, never earlier.
    auto i = std::lower_bound(intervals.begin(), intervals.end(), time,
                              [](const Interval& interval, Nanos t) { return interval.begin < t; });
    for (; i != intervals.end(); ++i) {
        if (i->event == event)
            return &*i;
        if (i->event != NoEvent && i->event > event && i->state != State::Ready) // of a delay told afterwards
            break;
    }
    return nullptr;
}

} // namespace braid::model
