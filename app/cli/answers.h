#pragma once

#include "app/cli/command_line.h"
#include "app/cli/report_json.h"
#include "engine/analysis/figures/critical_path.h"
#include "engine/analysis/findings/why.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

/// "Why is this one stuck, who woke it, what is the critical path?" of a run that is over, as JSON and as text.
namespace braid::cli {

/// What Questions came to.
struct Answers {
    struct OfLane {
        LaneId lane;
        model::Nanos at = 0;
        analysis::Why why;
        analysis::Waker waker;
    };
    std::optional<OfLane> why;
    std::optional<analysis::CriticalPath> criticalPath;
};

/// The error says which lane or moment does not exist (WrongWords).
[[nodiscard]] Result<Answers> answersTo(const Facts& facts, const Questions& questions);

/// Adds the keys of what was asked, a contract: `why` {lane, at_ns, cause, verdict, chain [{lane, since_ns, waits_for,
/// held_by, next, sentence, site}], cycle [lane …], woken_by {lane, at_ns, event, site, sentence} or null}, `held_by` being
/// null where what is waited for has no owner; `critical_path` {from_ns, to_ns, pieces [{lane, state, object, begin_ns,
/// end_ns, let_go_by}], shares [{lane, state, object, ns, share}], objects [{object, held_ns, waited_ns, hand_overs}]}.
void addAnswers(nlohmann::ordered_json& report, const Facts& facts, const Answers& answers);

/// The same in sentences and tables. UTF-8.
[[nodiscard]] std::string answersText(const Facts& facts, const Answers& answers, bool colours);

} // namespace braid::cli
