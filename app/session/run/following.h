#pragma once

#include "engine/analysis/findings.h"
#include "engine/model/model.h"
#include "engine/trace/reading/reader.h"

#include <chrono>

namespace braid::session {

/// A trace that is being read and what it comes to: the reader, and the model and the findings that its events give. Of a
/// live run as of a file. Nothing moves by itself. Not thread-safe.
class Following {
public:
    using Clock = std::chrono::steady_clock;

    explicit Following(trace::Reader reader) : m_reader(std::move(reader)) {}

    /// Takes in what the reader hands out until it is empty (true) or `deadline` passes (false). `grew` becomes true where
    /// an event came.
    bool drain(Clock::time_point deadline, bool& grew);
    /// Everything: drain() without a deadline. True where an event came.
    bool drainAll();
    /// The last event is in. `outcome` is what the run is said to have come to; where events are missing, nothing is said
    /// of who stands still: the event that let it go may be one of them.
    void conclude(trace::Outcome outcome);

    [[nodiscard]] const model::Model& model() const { return m_model; }
    [[nodiscard]] model::Model& model() { return m_model; }
    [[nodiscard]] const analysis::Findings& findings() const { return m_findings; }
    [[nodiscard]] analysis::Findings& findings() { return m_findings; }
    [[nodiscard]] const trace::Reader& reader() const { return m_reader; }
    [[nodiscard]] trace::Reader& reader() { return m_reader; }

private:
    trace::Reader m_reader;
    model::Model m_model;
    analysis::Findings m_findings;
};

} // namespace braid::session
