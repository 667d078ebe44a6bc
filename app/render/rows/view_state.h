#pragma once

#include "engine/analysis/figures/critical_path.h"
#include "engine/model/model.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace braid::render {

/// By what the lanes of one parent are ordered.
enum class LaneOrder : std::uint8_t {
    Creation,
    Start,   ///< when it first ran; those that never did come last
    Waiting, ///< time blocked and waiting up to the moment under inspection, the longest first
    Name,
};

/// "Why does this lane do what it does at that moment?"
struct Question {
    LaneId lane;
    model::Nanos at = 0;
    friend bool operator==(const Question&, const Question&) = default;
};

/// The operation that was stepped last.
struct Stepped {
    model::EventIndex event = model::NoEvent;
    double glow = 0; ///< 1 = new … 0 = seen
    friend bool operator==(const Stepped&, const Stepped&) = default;
};

/// A moment that the user wants to find again.
struct Bookmark {
    model::Nanos at = 0;
    std::string note; ///< may be empty
    friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

/// What is looked at and how. A plain value: layout reads it, session::SharedViewState owns and announces it.
struct ViewState {
    model::Nanos from = 0;           ///< left edge of the time axis
    model::Nanos to = 1'000'000'000; ///< right edge, > from
    bool followLive = true;          ///< the right edge sticks to the live edge
    double scrollY = 0;              ///< pixels scrolled down in the lane area
    double objectScrollY = 0;        ///< the same in the object area, where it scrolls by itself
    /// Of a lane, in logical pixels at type of the usual size, LowestRow … TallestRow of row_heights.h. None: the rows are as
    /// high as the picture has room for.
    std::optional<double> rowHeight;

    std::set<LaneId> folded;   ///< lanes whose children are hidden
    std::set<LaneId> unfolded; ///< threads whose many coroutines are shown one by one all the same
    /// Families of lanes (by place in Model::families()) that are one row (true) or shown one by one (false), as the user
    /// asked for; the others are one row where they are many, see laneRows().
    std::map<std::uint32_t, bool> families;
    std::set<LaneId> apart; ///< they have a row of their own though their family is one
    /// Objects of one kind whose names differ by a number, named by one of them, that are one row (true) or shown one by one (false), as
    /// the user asked for; the others are one row where they are many, see objectRows().
    std::map<ObjectId, bool> objectFamilies;
    std::set<LaneId> hidden;
    /// Only lanes and objects whose name matches, regardless of case: with * and ? as wildcards for the whole name,
    /// without them wherever the name contains it. Where no lane (no object) matches but an object (a lane) does, all of
    /// them stay.
    std::string filter;
    std::set<model::State> states; ///< only lanes in one of these states at the moment under inspection; empty = all
    ObjectId onlyObject;           ///< only lanes that ever did something with it; none = all
    std::set<LaneId> pinned;       ///< shown above the others, whatever the filters say and however far one scrolls
    LaneOrder order = LaneOrder::Creation;
    std::vector<LaneId> moved; ///< lanes put elsewhere by hand: among those of their parent, before all others, in this order

    LaneId selectedLane;                              ///< a lane was clicked …
    model::EventIndex selectedEvent = model::NoEvent; ///< … or one of its bars or marks, named by the event that began it
    ObjectId selectedObject;                          ///< its holders, waiters and arrows are highlighted
    LaneId hoveredLane;
    model::EventIndex hoveredEvent = model::NoEvent;
    std::optional<model::Nanos> cursor;                            ///< time under inspection; none = the end
    std::optional<std::size_t> finding;                            ///< index of the finding shown
    std::optional<std::pair<model::Nanos, model::Nanos>> measured; ///< stretch marked on the ruler
    std::optional<Stepped> stepped;                                ///< its lane and arrows are outlined
    std::optional<Question> question;                              ///< its answer is drawn on the lanes
    std::shared_ptr<const analysis::CriticalPath> criticalPath;    ///< drawn on the lanes, where there is one
    std::vector<Bookmark> bookmarks;                               ///< by time

    bool showArrows = true;
    bool showMarks = true;
    bool showObjects = true;
    std::optional<bool> showProcessors; ///< a row for each processor; none: where threads waited for them, see processorsMatter()
    bool allObjects = false;            ///< also those on which nothing worth a row happened, see object_interest.h
    std::set<ObjectId> findings;        ///< objects that findings name: they are always shown
    std::size_t mostObjects = SIZE_MAX; ///< rows of objects, at most; sockets are left out first

    friend bool operator==(const ViewState&, const ViewState&) = default;
};

} // namespace braid::render
