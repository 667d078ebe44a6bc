#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/trace/reading/decoder.h"

#include <chrono>

namespace braid::session {

/// A trace that is being read and what it comes to: the model and the findings that its events give. Of a live run as of a
/// file. Events are decoded on a thread of their own, but only what drain() asks for; all else moves by drain() alone. Not
/// thread-safe.
class Following {
public:
    using Clock = std::chrono::steady_clock;

    explicit Following(trace::Reader reader) : m_decoder(std::move(reader)) {}

    /// Takes in what has been published by now until all of it is in (true) or `deadline` passes (false). `grew` becomes true
    /// where an event came.
    bool drain(Clock::time_point deadline, bool& grew);
    /// Everything: drain() without a deadline. True where an event came.
    bool drainAll();
    /// The last event is in. `outcome` is what the run is said to have come to; where events are missing, nothing is said
    /// of who stands still: the event that let it go may be one of them. Nothing is decoded from here on.
    void conclude(trace::Outcome outcome);

    [[nodiscard]] const model::Model& model() const { return m_model; }
    [[nodiscard]] model::Model& model() { return m_model; }
    [[nodiscard]] const analysis::Findings& findings() const { return m_findings; }
    [[nodiscard]] analysis::Findings& findings() { return m_findings; }
    /// What the trace says of itself, as far as it has been taken in.
    [[nodiscard]] const trace::Reading& reading() const { return m_decoder.reading(); }
    [[nodiscard]] const trace::Decoder& decoder() const { return m_decoder; }
    /// Its events are taken by drain() only.
    [[nodiscard]] trace::Decoder& decoder() { return m_decoder; }

private:
    trace::Decoder m_decoder;
    std::size_t m_applied = 0; ///< of the decoder's batch
    model::Model m_model;
    analysis::Findings m_findings;
};

} // namespace braid::session
