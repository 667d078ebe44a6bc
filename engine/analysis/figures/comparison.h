#pragma once

#include "engine/analysis/figures/statistics.h"
#include "engine/analysis/findings/findings.h"

#include <string>
#include <vector>

/// Two runs side by side, the differences named.
namespace braid::analysis {

/// What a comparison needs to know of a run. Values only: they outlive it.
struct RunFacts {
    struct Lanes { ///< all of one kind together
        trace::LaneKind kind = trace::LaneKind::Thread;
        std::size_t count = 0;
        model::StateTimes ns{};
    };
    struct Object {
        std::string name;
        trace::ObjectKind kind = trace::ObjectKind::Mutex;
        std::uint64_t acquisitions = 0;
        double contention = 0; ///< 0 … 1
        model::Nanos waited = 0, held = 0, worstWait = 0;
        double itemsPerSecond = 0; ///< of queues
        bool ownable = false;
        bool queue = false;
    };
    model::Model::Pairs parameters, results; ///< (name, JSON)
    trace::Outcome outcome = trace::Outcome::Unknown;
    bool finished = false; ///< else the outcome is still open
    model::Nanos duration = 0;
    std::size_t events = 0;
    std::vector<Finding> findings;
    std::vector<Lanes> lanes;    ///< by kind, those there are
    std::vector<Object> objects; ///< in order of creation
};
/// `statistics` must be those of the whole run.
[[nodiscard]] RunFacts factsOf(const model::Model& model, const Findings& findings, const Statistics& statistics);

/// In what two runs differ.
enum class Subject : std::uint8_t {
    Parameter,
    Outcome,
    Finding,
    Result,
    Duration,
    Lanes,
    Object
};
/// "parameter", "outcome" …; for JSON.
[[nodiscard]] const char* nameOf(Subject subject);

/// What the numbers of a difference count.
enum class Quantity : std::uint8_t {
    None,
    Nanoseconds,
    Count,
    Share,
    PerSecond
};

/// One difference between a first and a second run.
struct Difference {
    Subject subject = Subject::Parameter;
    std::string name; ///< of the parameter, result, object or kind of lanes
    std::string what; ///< of objects and lanes: which figure, e.g. "wait_ns", "blocked"; for JSON
    model::Sentence sentence;
    Quantity quantity = Quantity::None; ///< None: there are no numbers
    double first = 0, second = 0;
};

/// The differences worth telling, by subject in the order of Subject, the greater ones of a subject first. Parameters,
/// results and outcomes count wherever they are not the same. Times count where they differ by a tenth and by a hundredth
/// of the longer run, shares by five in a hundred: less is the noise of any two runs. Objects are the same where kind and
/// name are, the first with the first and the second with the second of that name. Pure.
[[nodiscard]] std::vector<Difference> compare(const RunFacts& first, const RunFacts& second);

} // namespace braid::analysis
