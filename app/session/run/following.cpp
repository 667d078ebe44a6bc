#include "app/session/run/following.h"

#include <algorithm>

namespace braid::session {
namespace {

/// Events between two looks at the clock.
constexpr std::size_t drainStep = 512;

} // namespace

bool Following::drain(Clock::time_point deadline, bool& grew) {
    m_decoder.look();
    while (true) {
        if (m_applied == m_decoder.batch().size()) {
            m_applied = 0;
            if (const auto answer = m_decoder.next(deadline); answer != trace::Decoder::Answer::Batch)
                return answer == trace::Decoder::Answer::Empty;
        }
        const auto left = m_decoder.batch().subspan(m_applied);
        const auto events = left.first(std::min(left.size(), drainStep));
        grew = true;
        for (const trace::Event& event : events) {
            m_model.apply(event);
            m_findings.update(m_model);
        }
        m_applied += events.size();
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
    m_decoder.end();
    const trace::Reading& reading = m_decoder.reading();
    const bool whole = reading.whole && !reading.full;
    const bool known = whole && !m_model.incomplete();
    // A saved trace tells only by its outcome that its run stood still.
    if (known && (outcome == trace::Outcome::Deadlock || outcome == trace::Outcome::Hang)) {
        m_findings.nameHangs(m_model);
        // Older files say Deadlock of both; and whoever ends a program that is stuck opens its cycle by that.
        const bool cycle = std::any_of(m_findings.all().begin(), m_findings.all().end(),
                                       [](const analysis::Finding& finding) { return finding.kind == analysis::FindingKind::Deadlock; });
        if (outcome != trace::Outcome::Deadlock || !cycle)
            outcome = m_findings.standstillOutcome();
    }
    m_model.finish(reading.endTime.count(), outcome, whole);
    if (known)
        m_findings.nameHangs(m_model);
    m_findings.sayAnew(m_model);
}

} // namespace braid::session
