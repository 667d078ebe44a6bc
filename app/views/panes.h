#pragma once

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
class EventsPane;
class FindingsPane;
class GraphView;
class InspectorView;
class ParameterPane;
class RepeatSession;
class RunSession;
class Setup;
class SourceView;
class StatisticsPane;
class WhyPane;

/// The panes around the timeline, in their docks, and how they are laid out. Owned by the window.
struct Panes {
    Panes(QMainWindow& window, RunSession& session, RepeatSession& repeat, Setup& setup, Appearance& appearance);

    CataloguePane* catalogue;
    ParameterPane* parameters;
    CardPane* card;
    SourceView* source;
    GraphView* graph;
    InspectorView* inspector;
    FindingsPane* findings;
    ConsolePane* console;
    ChartsPane* charts;
    WhyPane* why;
    CriticalPathPane* path;
    StatisticsPane* statistics;
    EventsPane* events;

    Dock *catalogueDock, *parametersDock, *cardDock, *sourceDock, *graphDock, *inspectorDock, *findingsDock, *consoleDock,
        *chartsDock;
    Dock *whyDock, *pathDock, *statisticsDock, *eventsDock;

    [[nodiscard]] std::vector<Dock*> docks() const;
    /// Where everything stands at first, for a window of this width: four panes before the first run.
    void arrange(QMainWindow& window, int width);
    /// The first run has begun: what only a run fills comes up.
    void showRunPanes(QMainWindow& window);
    /// Repeating has begun: its histogram comes up, with room for it.
    void showCharts(QMainWindow& window);
    void retitle();
};

} // namespace braid::views
