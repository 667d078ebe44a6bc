#pragma once

#include "engine/model/model.h"

#include <QString>
#include <bitset>
#include <functional>
#include <vector>

namespace braid::views {

/// Which events are wanted. What is left empty lets all through.
struct EventCriteria {
    LaneId lane;            ///< written by it, or about it
    ObjectId object;        ///< about it
    std::bitset<256> kinds; ///< by trace::EventKind
    QString text;           ///< somewhere in what the table says of the event, regardless of case

    [[nodiscard]] bool empty() const { return !lane && !object && kinds.none() && text.isEmpty(); }
    friend bool operator==(const EventCriteria&, const EventCriteria&) = default;
};

/// Goes through the log of a run and keeps what fits, in as many steps as there is time for; goes on when the log has grown.
class EventFilter {
public:
    /// `textOf` says what the text is looked for in; called for those that fit otherwise.
    EventFilter(EventCriteria criteria, std::function<QString(model::EventIndex)> textOf);

    /// Looks at `work` events at most. True when it has seen them all.
    bool advance(const model::Model& model, std::size_t work);
    /// Those that fit so far, in log order.
    [[nodiscard]] const std::vector<model::EventIndex>& matches() const { return m_matches; }
    /// How many it has looked at.
    [[nodiscard]] std::size_t seen() const { return m_seen; }
    [[nodiscard]] const EventCriteria& criteria() const { return m_criteria; }

private:
    [[nodiscard]] bool fits(const model::LogEntry& entry, model::EventIndex index) const;
    EventCriteria m_criteria;
    std::function<QString(model::EventIndex)> m_textOf;
    std::vector<model::EventIndex> m_matches;
    std::size_t m_seen = 0;
};

} // namespace braid::views
