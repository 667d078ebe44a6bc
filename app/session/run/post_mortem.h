#pragma once

#include "engine/model/model.h"

#include <QElapsedTimer>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// What a live run's supervisor says of processes that are gone and could not say so themselves. It is written into the
/// trace, so that the saved file tells it too.
namespace braid::session {

/// One LaneKilled event.
struct ObservedDeath {
    LaneId lane;
    std::uint64_t signal = 0; ///< 0: it ended by itself
    trace::Death how = trace::Death::Unexpected;
    std::string why; ///< English
};

/// How a process ended, as from wait: killed by `signal`, or with `status` where that is 0.
struct ProcessEnd {
    int signal = 0;
    int status = 0;
};

/// "killed by SIGSEGV (Segmentation fault)", "ended with status 3".
[[nodiscard]] std::string endText(const ProcessEnd& end);

/// The first process of the run has ended with an error, and the kernel has ended its children with it. `complaint` is
/// what it wrote to its standard error: the last line tells what went wrong. Empty where no process has begun.
[[nodiscard]] std::vector<ObservedDeath> deathsOfACrash(const model::Model& model, const ProcessEnd& end, const std::string& complaint);

/// Looks for processes of a run that are gone without having said so: killed from outside, and their parents have not
/// reaped them, or are gone themselves.
class DeathWatch {
public:
    /// The clock of the trace.
    using Clock = std::function<std::chrono::nanoseconds()>;

    /// Asks the system, at most every 50 ms, for the processes of the process group `group`. Each one is told when it was found
    /// gone before `settled` (trace::Reader::settled()) and has written nothing since: its last events, or those of its parent,
    /// may be in the trace and not in `model` yet, as the reader holds back what follows a number whose event it still misses.
    [[nodiscard]] std::vector<ObservedDeath> look(const model::Model& model, long group, std::chrono::nanoseconds settled,
                                                  const Clock& now);

private:
    QElapsedTimer m_since;                                ///< the last look
    std::map<LaneId, std::chrono::nanoseconds> m_missing; ///< gone without a word in the trace: since when that is known
};

} // namespace braid::session
