#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/trace/control.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace braid::tests {

/// What came out of one run of the real braid-host, ended by itself or, when nothing in it could move any more, by a
/// kill of its process group.
struct HostRun {
    model::Model model;
    analysis::Findings findings;
    std::string outcome; ///< finished, deadlock, hang, crashed, timeout: the last one fails every expectation
    int exitStatus = -1; ///< -1 where it was killed
    std::uint64_t lost = 0;
    std::uint64_t gaps = 0;
    std::string damage;
    std::chrono::milliseconds duration{0}; ///< wall time of the whole process

    /// The lines printed, in log order.
    [[nodiscard]] std::vector<std::string> prints() const;
    /// The scenario's result, null where there is none.
    [[nodiscard]] nlohmann::json result(const std::string& key) const;
    /// The names of the kinds of findings, each once.
    [[nodiscard]] std::vector<std::string> findingKinds() const;
    /// The messages of the findings, for failure texts.
    [[nodiscard]] std::string story() const;
    /// The lane called so at the end, or nullptr.
    [[nodiscard]] const model::Lane* lane(const std::string& name) const;
    [[nodiscard]] const model::Object* object(const std::string& name) const;
    [[nodiscard]] std::size_t count(trace::EventKind kind) const;
};

/// What to do with the run while it goes on; called after each pull.
using Watch = std::function<void(const HostRun&, trace::ControlPage&)>;

/// Runs `braid-host run <words…>` with the trace in memory.
[[nodiscard]] HostRun runHost(const std::vector<std::string>& words, const Watch& watch = {},
                              std::chrono::seconds patience = std::chrono::seconds(30));

constexpr model::Nanos Millisecond = 1'000'000;
/// How long the lane was in that state, as long as it lived.
[[nodiscard]] model::Nanos timeIn(const model::Lane& lane, model::State state);

/// What `braid-host <words…>` says and how it ends.
struct Spoken {
    std::string out;
    std::string err;
    int exitStatus = -1;
};
[[nodiscard]] Spoken speakToHost(const std::vector<std::string>& words);

/// The object that `braid-host --describe` prints; asked once.
[[nodiscard]] const nlohmann::json& description();
/// Of all scenarios, in the catalogue's order.
[[nodiscard]] std::vector<std::string> allIds();
/// The entry of one scenario; null where there is none.
[[nodiscard]] nlohmann::json describedScenario(const std::string& id);

} // namespace braid::tests
