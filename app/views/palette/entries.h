#pragma once

#include <QString>
#include <functional>
#include <vector>

class QMenuBar;

namespace braid::views {

class RunSession;
class Setup;

/// One thing that can be chosen in the palette.
struct Entry {
    QString text;     ///< what is matched
    QString kind;     ///< "Lane", "Scenario", "View": where it belongs
    QString shortcut; ///< may be empty
    std::function<void()> act;
    QString also = {};    ///< other words by which it is found: what other programs call it, its id
    bool enabled = true;  ///< it can be done now
    QString missing = {}; ///< what it would need, where it cannot be done
};

/// Where the entries come from. All must outlive the palette.
struct EntrySources {
    Setup& setup;
    RunSession& session;
    const QMenuBar& menus;
};

/// The commands of all menus; those that cannot be given now are not enabled.
[[nodiscard]] std::vector<Entry> commandEntries(const EntrySources& sources);
/// All scenarios, found by title and id; acting chooses one.
[[nodiscard]] std::vector<Entry> scenarioEntries(const EntrySources& sources);
/// The findings of the run; acting goes there.
[[nodiscard]] std::vector<Entry> findingEntries(const EntrySources& sources);
/// The run's lanes and objects; acting selects one and brings it into view, whatever hid it.
[[nodiscard]] std::vector<Entry> placeEntries(const EntrySources& sources);

} // namespace braid::views
