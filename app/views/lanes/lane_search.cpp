#include "app/views/lanes/lane_search.h"

#include "app/render/rows/lane_rows.h"
#include "app/render/timeline/spotlight.h"
#include "app/views/base/find_bar.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_view.h"

#include <set>
#include <tuple>

namespace braid::views {
namespace {
constexpr std::size_t MostMatches = 9'999, MostPrints = 200'000;
}

std::vector<Match> matchesOf(const model::Model& model, const std::string& words, std::size_t most, const std::vector<render::Tag>& written) {
    std::vector<Match> found;
    if (words.empty())
        return found;
    for (const LaneId lane : model.lanes())
        if (found.size() < most && render::nameMatches(model, model.name(lane), words))
            found.push_back({lane, {}, model::NoEvent});
    for (const ObjectId object : model.objects())
        if (found.size() < most && render::nameMatches(model, model.name(object), words))
            found.push_back({{}, object, model::NoEvent});
    std::size_t looked = 0;
    for (const model::EventIndex print : model.prints()) {
        if (found.size() >= most || ++looked > MostPrints)
            break;
        if (render::matchesFilter(model.event(print).text, words))
            found.push_back({LaneId{model.log()[print].lane}, {}, print});
    }
    std::set<std::tuple<LaneId, ObjectId, model::EventIndex>> known;
    const auto keyOf = [](const Match& match) { // what an event is at, wherever it is written
        const bool moment = match.event != model::NoEvent;
        return std::tuple(moment ? LaneId() : match.lane, moment ? ObjectId() : match.object, match.event);
    };
    for (const Match& match : found)
        known.insert(keyOf(match));
    for (const render::Tag& tag : written) {
        const Match match = tag.what == render::What::LaneHeader     ? Match{tag.lane, {}, model::NoEvent}
                            : tag.what == render::What::ObjectHeader ? Match{{}, tag.object, model::NoEvent}
                                                                     : Match{tag.lane, {}, tag.event};
        if (found.size() < most && known.insert(keyOf(match)).second)
            found.push_back(match);
    }
    return found;
}

LaneSearch::LaneSearch(RunSession& session, TimelineView& timeline)
    : QObject(&timeline), m_session(session), m_timeline(timeline),
      m_bar(new FindBar(timeline, [this](const QString& words, bool back, bool again) { return find(words, back, again); })) {
    connect(m_bar, &FindBar::cleared, this, &LaneSearch::clear);
    connect(&m_session, &RunSession::aboutToChangeRun, m_bar, &FindBar::close);
}

bool LaneSearch::find(const QString& words, bool back, bool again) {
    if (!m_session.run() || words.isEmpty()) {
        clear();
        return true;
    }
    const model::Model& model = m_session.run()->model();
    if (words != m_words || m_searched != model.log().size()) {
        m_words = words;
        m_searched = model.log().size();
        render::Lit lit;
        lit.words = words;
        m_timeline.setSought(lit); // what stands in the picture then
        m_matches = matchesOf(model, words.toStdString(), MostMatches, m_timeline.writtenInSight(words, MostMatches));
        if (!again)
            m_at = -1;
        for (const Match& match : m_matches) {
            if (match.event != model::NoEvent)
                lit.events.insert(match.event);
            else if (match.lane)
                lit.lanes.insert(match.lane);
            else
                lit.objects.insert(match.object);
        }
        m_timeline.setSought(std::move(lit));
    }
    const auto count = std::ssize(m_matches);
    if (again && count > 0) {
        m_at = m_at < 0 ? (back ? count - 1 : 0) : (m_at + (back ? -1 : 1) + count) % count;
        go(m_matches[static_cast<std::size_t>(m_at)]);
    }
    say();
    return count > 0 || m_timeline.soughtInSight();
}

void LaneSearch::go(const Match& match) {
    m_session.view().update(
        [&](render::ViewState& state) {
            if (match.event != model::NoEvent)
                goToEvent(*m_session.run(), state, match.event);
            else if (match.lane)
                selectLane(state, match.lane);
            else
                selectObject(state, match.object);
        },
        session::SharedViewState::Step::New);
}

void LaneSearch::say() {
    const QString count = countText(m_matches.size()) + (m_matches.size() >= MostMatches ? QStringLiteral("+") : QString());
    m_bar->setCount(m_at < 0 ? tr("%1 found").arg(count) : tr("%1 of %2").arg(countText(static_cast<std::uint64_t>(m_at) + 1), count));
}

void LaneSearch::clear() {
    m_words.clear();
    m_matches.clear();
    m_at = -1;
    m_bar->setCount({});
    m_timeline.setSought({});
}

} // namespace braid::views
