#pragma once

#include "app/render/rows/view_state.h"
#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

#include <QString>
#include <array>
#include <map>
#include <set>

namespace braid::render {

/// What a legend explains besides states and arrows, in its order.
enum class Sign : std::uint8_t {
    Print,
    Note,
    Read, ///< of a variable, and of bytes on a descriptor's row
    Write,
    TimedOut,   ///< or full, or empty
    WouldBlock, ///< EAGAIN
    Signal,     ///< one sent to a lane
    Misuse,
    Failed,     ///< a call on a descriptor failed
    Ready,      ///< a descriptor became ready
    WatchBegin, ///< it is watched from here on
    Ended,      ///< a lane's end, and that of one with its process
    Killed,
    Task,
    Finding,
    LostWrite, ///< of a lost update
    CriticalPath,
    // In the rows of objects:
    Holder,     ///< who holds a lock or a permit, how deep
    Item,       ///< of a queue
    Watched,    ///< by a loop
    GivenAgain, ///< … whole, with each call
    Unfinished, ///< items of a queue that are not worked off
    Depth,      ///< a number over time
    Bound,      ///< of a queue
    Flag,       ///< an event is set
    Value,      ///< of a variable
    FirstValue,
    Share, ///< of many objects in one row
    OnProcessor,
    Elsewhere, ///< a thread ran, on which processor is not known
};

/// What a legend explains.
struct LegendContent {
    std::set<model::State> states;
    std::set<model::ArrowKind> arrows;
    bool forks = false;   ///< an arrow of ArrowKind::Start goes to another process
    bool threads = false; ///< … or stays in one
    bool reaps = false;   ///< the same of ArrowKind::Join
    bool joins = false;
    std::set<Sign> signs;
    bool stuck = false;
    bool breaks = false;
    std::map<model::State, QString> words; ///< other words than the usual ones
};

/// What occurs in what `view` shows of the run. O(events) at worst: for pictures, not for frames.
[[nodiscard]] LegendContent legendOf(const model::Model& model, const analysis::Findings& findings, const ViewState& view);
/// The forms with their words, in the order of model::State, broken into lines at `width`. The scene's size is what it
/// needs. Tags: What::LegendEntry with the state's number in `count`.
[[nodiscard]] Scene layoutLegend(const LegendContent& content, double width, const Theme& theme);

/// The legend that stands beside the timeline and filters it.
struct LegendStrip {
    std::set<model::State> states;                      ///< that occur in the run
    std::array<std::size_t, model::StateCount> lanes{}; ///< how many are in each at the moment under inspection
    std::set<model::State> chosen;                      ///< the filter, ViewState::states; empty = all
    bool readyMeasured = true;                          ///< running is told apart from ready
};
/// Whether the run says that its running threads had a processor. False where the system does not count it: then running may
/// be ready as well, and the legends say so.
[[nodiscard]] bool readyMeasured(const model::Model& model);
/// What running is called in a legend.
[[nodiscard]] QString runningName(bool readyMeasured);
/// Form, word and number of lanes of each state, broken into lines at `width`; those left out by the filter are dim. Tags
/// as layoutLegend(). The scene is as wide as asked for and as high as it needs.
[[nodiscard]] Scene layoutLegendStrip(const LegendStrip& content, double width, const Theme& theme);

} // namespace braid::render
