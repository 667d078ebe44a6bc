#include "app/session/run/following.h"

namespace braid::session {
namespace {

/// Events between two looks at the clock.
constexpr std::size_t drainStep = 2048;

} // namespace

bool Following::drain(Clock::time_point deadline, bool& grew) {
    while (true) {
        const auto events = m_reader.pull(drainStep);
        if (events.empty())
            return true;
        grew = true;
        for (const trace::Event& event : events) {
            m_model.apply(event);
            m_findings.update(m_model);
        }
        if (Clock::now() >= deadline)
            return false;
    }
}

bool Following::drainAll() {
    bool grew = false;
    drain(Clock::time_point::max(), grew);
    return grew;
}

void Following::conclude(trace::Outcome outcome) {
    const bool whole = m_reader.whole() && !m_reader.full();
    const bool known = whole && !m_model.incomplete();
    // A saved trace tells only by its outcome that its run stood still.
    if (known && (outcome == trace::Outcome::Deadlock || outcome == trace::Outcome::Hang)) {
        m_findings.nameHangs(m_model);
        outcome = m_findings.standstillOutcome(); // older files say Deadlock of both
    }
    m_model.finish(m_reader.endTime().count(), outcome, whole);
    if (known)
        m_findings.nameHangs(m_model);
}

} // namespace braid::session
