#include "tests/hostile/ask_everything.h"

#include "engine/analysis/figures/comparison.h"
#include "engine/analysis/figures/critical_path.h"
#include "engine/analysis/figures/snapshot.h"
#include "engine/analysis/figures/statistics.h"
#include "engine/analysis/findings/why.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/export/csv.h"
#include "engine/model/query/current_wait.h"
#include "engine/model/query/level_of_detail.h"
#include "engine/model/query/seek.h"
#include "engine/model/query/statistics.h"
#include "engine/model/store/crowd.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <streambuf>

namespace braid::hostile {
namespace {

using model::EventIndex;
using model::Lane;
using model::Model;
using model::Nanos;
using model::Object;

constexpr std::size_t Enough = 200;

/// Takes every byte and keeps none.
class Nowhere : public std::streambuf {
    int overflow(int letter) override { return letter == traits_type::eof() ? 0 : letter; }
    std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
};

/// The first, the last, and some between.
template <class Item, class Take>
void forSome(const std::vector<Item>& all, Take take) {
    const std::size_t step = std::max<std::size_t>(1, all.size() / Enough);
    for (std::size_t i = 0; i < all.size(); i += step)
        take(all[i]);
    if (!all.empty())
        take(all.back());
}

class Asker {
public:
    Asker(const Model& model, const analysis::Findings& findings)
        : m_model(model), m_findings(findings),
          m_moments{-1, 0, model.endTime() / 3, model.endTime() - 1, model.endTime(), model::Open} {}

    void ask() {
        forSome(m_model.lanes(), [this](LaneId id) { ofLane(*m_model.lane(id)); });
        forSome(m_model.objects(), [this](ObjectId id) { ofObject(*m_model.object(id)); });
        ofEvents();
        ofTheWhole();
    }

private:
    void ofLane(const Lane& lane) {
        model::LaneSweep sweep(lane, m_model.endTime());
        for (int i = 0; i < 16; ++i)
            (void)sweep.over(m_model.endTime() / 16 * i, m_model.endTime() / 16 * (i + 1));
        (void)model::stateTimes(lane, m_model.endTime());
        for (std::size_t i = 0; i < std::min<std::size_t>(lane.intervals().size(), 8); ++i)
            (void)model::describe(m_model, lane, lane.intervals()[i], m_model.endTime()).english();
        (void)model::canMove(m_model, lane);
        (void)m_findings.deadlockOf(lane.id);
        if (lane.crowd)
            (void)lane.crowd->between({0, m_model.endTime() / 2, m_model.endTime()});
        if (const auto& family = m_model.families()[lane.family]; family.crowd)
            (void)family.crowd->between({0, m_model.endTime() / 2, m_model.endTime()});
        for (const Nanos moment : m_moments) {
            (void)lane.nameAt(moment);
            (void)analysis::wakerAt(m_model, lane.id, moment);
        }
        // The chain may be as long as there are lanes.
        if (m_chains++ < 4)
            (void)analysis::whyAt(m_model, m_findings, lane.id, m_model.endTime()).verdict.english();
    }

    void ofObject(const Object& object) {
        for (const Nanos moment : m_moments)
            if (m_snapshots++ < 256)
                (void)analysis::objectAt(m_model, object.id, moment);
        model::ObjectSweep sweep(object, m_model.endTime());
        for (int i = 0; i < 16; ++i) {
            (void)sweep.over(m_model.endTime() / 16 * i, m_model.endTime() / 16 * (i + 1));
            (void)sweep.overBlocks(m_model.endTime() / 16 * i, m_model.endTime() / 16 * (i + 1));
        }
        (void)model::statistics(object, m_model.endTime());
        (void)model::lastAccess(m_model, object, m_model.endTime());
    }

    void ofEvents() {
        const std::size_t count = m_model.log().size();
        const std::size_t step = std::max<std::size_t>(1, count / Enough);
        for (std::size_t i = 0; i < count; i += step) {
            const auto event = static_cast<EventIndex>(i);
            (void)model::describe(m_model, event).english();
            (void)model::previousCause(m_model, event);
            (void)model::nextEffect(m_model, event);
        }
        for (const Nanos moment : m_moments) {
            const model::Place place = model::placeAt(m_model, moment);
            (void)model::nextEvent(m_model, place, model::Direction::Back);
            (void)model::nextEvent(m_model, place, model::Direction::Forward);
            (void)analysis::waitGraphAt(m_model, moment);
        }
        std::vector<EventIndex> found;
        for (std::uint32_t site = 0; site < 64; ++site) {
            if (const model::Site* known = m_model.site(SiteId{site})) {
                (void)model::linesAt(m_model, known->file, m_model.endTime() / 2);
                (void)model::linesAt(m_model, known->file, m_model.endTime());
                (void)model::eventsOfLine(m_model, known->file, known->line, 0, found);
            }
        }
    }

    void ofTheWhole() {
        const analysis::Statistics all = analysis::statistics(m_model, m_model.endTime());
        (void)analysis::statistics(m_model, m_model.endTime(), std::pair(m_model.endTime() / 4, m_model.endTime() / 2));
        (void)analysis::criticalPath(m_model, 0, m_model.endTime());
        const analysis::RunFacts facts = analysis::factsOf(m_model, m_findings, all);
        (void)analysis::compare(facts, facts);
        (void)analysis::compare(facts, analysis::RunFacts{});
        Nowhere nowhere;
        std::ostream out(&nowhere);
        csv::writeLanes(out, m_model, all);
        csv::writeObjects(out, m_model, all);
        csv::writeEvents(out, m_model, std::pair<Nanos, Nanos>(0, m_model.endTime() / 16));
        for (const analysis::Finding& finding : m_findings.all())
            (void)finding.message.english();
    }

    const Model& m_model;
    const analysis::Findings& m_findings;
    std::array<Nanos, 6> m_moments;
    int m_chains = 0;
    int m_snapshots = 0;
};

} // namespace

void askEverything(const Model& model, const analysis::Findings& findings) { Asker(model, findings).ask(); }

} // namespace braid::hostile
