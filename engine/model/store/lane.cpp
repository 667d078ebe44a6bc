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

std::optional<Interval> Lane::at(Nanos time) const {
    if (time > ended || (time == ended && !cutOff))
        return std::nullopt;
    const Intervals::Range past = storedIntervals.upTo(time);
    return past.empty() ? std::nullopt : std::optional(past.back());
}

std::optional<Interval> Lane::before(const Interval& interval) const {
    Intervals::Range past = storedIntervals.upTo(interval.begin);
    past.removeSuffix(std::min<std::size_t>(past.size(), 1));
    return past.empty() ? std::nullopt : std::optional(past.back());
}

std::optional<Interval> Lane::after(const Interval& interval) const {
    const std::size_t next = storedIntervals.upTo(interval.begin).size();
    return next < storedIntervals.size() ? std::optional(storedIntervals[next]) : std::nullopt;
}

std::string_view Lane::nameAt(Nanos time) const {
    const auto former = std::upper_bound(formerNames.begin(), formerNames.end(), time,
                                         [](Nanos t, const auto& entry) { return t < entry.first; });
    return former == formerNames.end() ? std::string_view(name) : std::string_view(former->second);
}

std::optional<Interval> Lane::begunBy(EventIndex event, Nanos time) const {
    // The model may have put the beginning a little later than the event where clocks disagree, never earlier.
    for (std::size_t i = storedIntervals.upTo(time - 1).size(); i < storedIntervals.size(); ++i) {
        const Interval interval = storedIntervals[i];
        if (interval.event == event)
            return interval;
        if (interval.event != NoEvent && interval.event > event && interval.state != State::Ready) // of a delay told afterwards
            break;
    }
    return std::nullopt;
}

Tasks Lane::tasksIn(Nanos from, Nanos to) const {
    if (to <= from)
        return {};
    const auto countBefore = [this](Nanos time) {
        const auto after = std::partition_point(storedTasks.begin(), storedTasks.end(), [time](const Task& task) { return task.begin < time; });
        return static_cast<std::size_t>(after - storedTasks.begin());
    };
    const std::size_t first = countBefore(from);
    std::size_t outermost = first;
    while (outermost > 0 && storedTasks[--outermost].depth > 0) {
        // Tasks nest: the outermost one has all others in it.
    }
    const bool lasts = outermost < first && storedTasks[outermost].end > from;
    return {storedTasks, lasts ? outermost : first, countBefore(to)};
}

} // namespace braid::model
