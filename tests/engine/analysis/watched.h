#pragma once

#include "engine/analysis/findings/findings.h"
#include "tests/engine/model/events.h"

namespace braid::tests {

/// A story with an analysis that follows it.
struct Watched : Story {
    analysis::Findings findings;
    Watched() {
        afterEach = [this](const model::Model& m) { findings.update(m); };
    }
    [[nodiscard]] std::string message(std::size_t i) const { return findings.all().at(i).message.english(); }
    [[nodiscard]] bool standstill() { return model.checkFrozen() == model::BreakKind::Standstill; }
};

} // namespace braid::tests
