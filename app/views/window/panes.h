#pragma once

#include <QMetaObject>
#include <cstdint>
#include <vector>

class QMainWindow;

namespace braid::views {

class Appearance;
class CardPane;
class CataloguePane;
class ChartsPane;
class ConsolePane;
class CriticalPathPane;
class Dock;
class EditorPane;
class EventsPane;
class FindingsPane;
class GraphView;
class InspectorView;
class ParameterPane;
class RepeatSession;
class RunSession;
class Setup;
class SourceView;
class StatesView;
class StatisticsPane;
class WhyPane;

/// What the window is arranged for.
enum class Layout : std::uint8_t {
    Watch,       ///< choose, change, run and look on
    Investigate, ///< find out why: no catalogue, more of what happened
    Present,     ///< before others: the timeline and one pane beside it
};
constexpr int LayoutCount = 3;

/// Where panes stand together; those of one group share their place in tabs.
enum class Group : std::uint8_t {
    Left,
    LeftBelow,
    Right,
    RightBelow, ///< in a narrow window the same as Right
    Bottom,
};

/// From this width on (pixels) there is room for panes on both sides and below. A narrower window is compact: a rail of icons opens
/// the panes, one beside the timeline and one below it.
constexpr int RoomyWidth = 1300;

/// How one pane stands in the layouts. `shown` and `front` are bits by Layout (see in()).
struct PanePlace {
    Dock* dock;
    Group group;
    unsigned shown;        ///< the layouts it belongs to; in the others it is closed
    unsigned front;        ///< the layouts in which its tab is the one in front
    bool afterRun = false; ///< only a run fills it: closed until the first one
};
template <class... Layouts>
[[nodiscard]] constexpr unsigned in(Layouts... layouts) {
    return ((1u << static_cast<unsigned>(layouts)) | ... | 0u);
}

/// The panes around the timeline, in their docks, and how they are laid out. Owned by the window. A new pane is a member,
/// its dock, a line in places() and its title.
struct Panes {
    Panes(QMainWindow& window, RunSession& session, RepeatSession& repeat, Setup& setup, Appearance& appearance);

    CataloguePane* catalogue;
    ParameterPane* parameters;
    CardPane* card;
    SourceView* source;
    GraphView* graph;
    StatesView* states;
    InspectorView* inspector;
    FindingsPane* findings;
    ConsolePane* console;
    ChartsPane* charts;
    WhyPane* why;
    CriticalPathPane* path;
    StatisticsPane* statistics;
    EventsPane* events;
    EditorPane* editor;

    Dock *catalogueDock, *parametersDock, *cardDock, *sourceDock, *graphDock, *statesDock, *inspectorDock, *findingsDock, *consoleDock,
        *chartsDock;
    Dock *whyDock, *pathDock, *statisticsDock, *eventsDock, *editorDock;

    /// Every pane, in the order of the menu and of the tabs.
    [[nodiscard]] std::vector<PanePlace> places() const;
    [[nodiscard]] std::vector<Dock*> docks() const;
    /// Where everything stands at first, for a window of this width, as if there had been a run. In a compact one all panes but
    /// those of the bottom share one place.
    void arrange(QMainWindow& window, Layout layout, int width);
    /// From now on a pane that is brought takes the place of those that stand in tabs with it, or it does not.
    void setCompact(bool compact) { m_compact = compact; }
    /// In a compact window: the wait-for graph comes in the place of the card, where that is open. Else it comes to the front, where
    /// it is open.
    void showGraph();
    /// Takes all docks out of the window, so that none has a place: Qt 6.4 puts a dock that has one into its tabs twice
    /// (seen after restoreState(): tabs doubled, panes empty).
    void takeAll(QMainWindow& window);
    /// In wide windows the lower right panes get as much room as those above them.
    void balance(QMainWindow& window);
    /// Titles and tab bars as the present places of the docks want them.
    static void settle(QMainWindow& window);
    /// The charts come up, with the room that they need: all bars of results, else what a histogram is legible in.
    void showCharts(QMainWindow& window);
    /// The charts of a run tell its story: they come up where the layout has them and the person has not closed them. In a compact
    /// window, where only one pane stands below, they take its place until endStory(); before an audience they stand below the picture
    /// until then.
    void showStory(QMainWindow& window);
    /// Another run begins: what stood below before showStory() is there again, in a compact window and before an audience.
    void endStory();
    /// The charts that came by showStory() get the height that they need now, in a window of another width or with larger type.
    void fitStory(QMainWindow& window);
    /// Before an audience, or no longer. Ends the story of the layout that was there before; showStory() brings it up in this one.
    void setPresenting(bool presenting);
    /// The charts stand there because of showStory(), in a compact window or before an audience.
    [[nodiscard]] bool storyShown() const { return m_cameForStory && !chartsDock->isHidden(); }
    void retitle();

private:
    void keepOne(QMainWindow& window, Dock& brought) const;
    /// The pane that is open below the timeline; the first of several.
    [[nodiscard]] Dock* below() const;
    /// Of the charts, with title and tabs, in pixels.
    [[nodiscard]] int heightForCharts(const QMainWindow& window) const;

    bool m_compact = false, m_presenting = false;
    bool m_cameForStory = false, m_storyDeclined = false; ///< the charts: by themselves; closed then
    Dock* m_gaveWay = nullptr;                            ///< for them
    QMetaObject::Connection m_roomForChart;               ///< gives back what the charts took
    int m_givenToCharts = 0;                              ///< pixels
};

} // namespace braid::views
