#pragma once

#include "app/render/scene/scene.h"
#include "engine/model/model.h"

#include <QObject>
#include <QString>
#include <string>
#include <vector>

namespace braid::views {

class FindBar;
class RunSession;
class TimelineView;

/// A thing in a run whose words fit what is searched for: a lane or an object by its name, a print by its text, a bar by what stands in it.
struct Match {
    LaneId lane;
    ObjectId object;
    model::EventIndex event = model::NoEvent;
    friend bool operator==(const Match&, const Match&) = default;
};

/// Lanes first, then objects, then prints, each in their order, then what in the picture has `written`, of which nothing is there yet. At most `most`, and a bounded number of prints is looked at. `words` as in
/// ViewState::filter. Pure.
[[nodiscard]] std::vector<Match> matchesOf(const model::Model& model, const std::string& words, std::size_t most, const std::vector<render::Tag>& written = {});

/// The search in the timeline: while one types, what fits stands out and the rest is dimmed, and the field says how many there are; Enter
/// and Shift+Enter go from one to the next. GUI thread only.
class LaneSearch : public QObject {
    Q_OBJECT
public:
    LaneSearch(RunSession& session, TimelineView& timeline);

private:
    bool find(const QString& words, bool back, bool again);
    void go(const Match& match);
    void say();
    void clear();

    RunSession& m_session;
    TimelineView& m_timeline;
    FindBar* m_bar;
    QString m_words;
    std::vector<Match> m_matches;
    std::ptrdiff_t m_at = -1;   ///< the one gone to last
    std::size_t m_searched = 0; ///< events there were
};

} // namespace braid::views
