#include "app/views/window/panes.h"

#include "app/views/base/appearance.h"
#include "app/views/base/dock.h"
#include "app/views/catalogue/card_pane.h"
#include "app/views/catalogue/catalogue_pane.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/cursor/source_view.h"
#include "app/views/editor/editor_pane.h"
#include "app/views/run/parameter_pane.h"
#include "app/views/statistics/events_pane.h"
#include "app/views/statistics/statistics_pane.h"
#include "app/views/text/console_pane.h"
#include "app/views/text/findings_pane.h"
#include "app/views/timeline/graph_view.h"
#include "app/views/timeline/inspector_view.h"
#include "app/views/timeline/states_view.h"
#include "app/views/why/critical_path_pane.h"
#include "app/views/why/why_pane.h"
#include "app/views/window/tab_drag.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QTabBar>
#include <QTimer>
#include <algorithm>
#include <map>
#include <utility>

namespace braid::views {
namespace {

constexpr int RoomInCompact = 320;                                                                      ///< pixels
constexpr int RoomForChart = 280;                                                                       ///< pixels
constexpr double MostForCharts = 0.45, MostForHall = 0.62;                                              ///< of the window's height, for bars that compare
constexpr int BottomHeight = 150, NarrowLeft = 276, WideLeft = 320, NarrowRight = 330, WideRight = 440; ///< pixels
constexpr int CompactSide = 300;                                                                        ///< pixels
constexpr int AroundDocks = 110;                                                                        ///< pixels of menus, toolbar and status bar
constexpr int WideWindow = 1600;                                                                        ///< from here on the graph stands beside the card instead of behind it

struct Titles {
    Q_DECLARE_TR_FUNCTIONS(Titles)
};

Qt::DockWidgetArea areaOf(Group group) {
    switch (group) {
    case Group::Left:
    case Group::LeftBelow:
        return Qt::LeftDockWidgetArea;
    case Group::Right:
    case Group::RightBelow:
        return Qt::RightDockWidgetArea;
    case Group::Bottom:
        break;
    }
    return Qt::BottomDockWidgetArea;
}

/// The height of the tabs that `dock` is one of, which Qt counts to it when it is given a height; 0 where there are none.
int tabsOf(const QMainWindow& window, const QDockWidget& dock) {
    for (const QTabBar* bar : window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        for (int tab = 0; tab < bar->count(); ++tab)
            if (bar->isVisible() && bar->tabText(tab) == dock.windowTitle())
                return bar->height();
    return 0;
}

Dock* dockOf(const QMainWindow& window, const QTabBar& bar, int tab) {
    for (Dock* dock : window.findChildren<Dock*>())
        if (tab >= 0 && tab < bar.count() && dock->windowTitle() == bar.tabText(tab))
            return dock;
    return nullptr;
}

/// Panes behind tabs have no title bar by which they could be dragged away.
void tearOff(Dock& dock) {
    dock.setFloating(true);
    dock.show();
    dock.raise();
}

void offerTab(QMainWindow& window, const QTabBar& bar, QPoint at) {
    Dock* dock = dockOf(window, bar, bar.tabAt(at));
    if (!dock)
        return;
    QMenu menu;
    menu.setObjectName("menu.tab");
    QObject::connect(menu.addAction(Titles::tr("In a window of its own")), &QAction::triggered, dock, [dock] { tearOff(*dock); });
    QObject::connect(menu.addAction(Titles::tr("Close")), &QAction::triggered, dock, &QWidget::close);
    menu.exec(bar.mapToGlobal(at));
}

} // namespace

Panes::Panes(QMainWindow& window, RunSession& session, RepeatSession& repeat, Setup& setup, Appearance& appearance)
    : catalogue(new CataloguePane(appearance)), parameters(new ParameterPane(setup, appearance)),
      card(new CardPane(appearance)), source(new SourceView(session, setup, appearance)), graph(new GraphView(session)),
      states(new StatesView(session)),
      inspector(new InspectorView(session)), findings(new FindingsPane(session, appearance)), console(new ConsolePane(session, appearance)),
      charts(new ChartsPane(session, repeat, setup, appearance)),
      why(new WhyPane(session, appearance)), path(new CriticalPathPane(session)),
      statistics(new StatisticsPane(session, setup, appearance)), events(new EventsPane(session, appearance)), editor(new EditorPane(appearance)),
      catalogueDock(new Dock("catalogue", "catalogue", catalogue, appearance, &window)),
      parametersDock(new Dock("parameters", "parameters", parameters, appearance, &window)),
      cardDock(new Dock("card", "card", card, appearance, &window)), sourceDock(new Dock("source", "source", source, appearance, &window)),
      graphDock(new Dock("graph", "graph", graph, appearance, &window)),
      statesDock(new Dock("states", "states", states, appearance, &window)),
      inspectorDock(new Dock("inspector", "inspector", inspector, appearance, &window)),
      findingsDock(new Dock("findings", "finding", findings, appearance, &window)),
      consoleDock(new Dock("console", "console", console, appearance, &window)),
      chartsDock(new Dock("charts", "charts", charts, appearance, &window)),
      whyDock(new Dock("why", "why", why, appearance, &window)), pathDock(new Dock("criticalPath", "criticalPath", path, appearance, &window)),
      statisticsDock(new Dock("statistics", "statistics", statistics, appearance, &window)),
      eventsDock(new Dock("events", "events", events, appearance, &window)), editorDock(new Dock("editor", "editor", editor, appearance, &window)) {
    window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    window.setAnimated(!appearance.reducedMotion());
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (Dock* dock : docks()) {
        // Qt builds and drops the tab bars after these signals.
        const auto later = [&window] { QTimer::singleShot(0, &window, [&window] { settle(window); }); };
        QObject::connect(dock, &QDockWidget::dockLocationChanged, &window, later);
        QObject::connect(dock, &QDockWidget::topLevelChanged, &window, later);
        QObject::connect(dock, &QDockWidget::visibilityChanged, &window, later);
        QObject::connect(dock, &Dock::brought, &window, [this, &window, dock] { keepOne(window, *dock); });
    }
    retitle();
}

std::vector<PanePlace> Panes::places() const {
    constexpr unsigned watch = in(Layout::Watch), investigate = in(Layout::Investigate), present = in(Layout::Present);
    return {
        {catalogueDock, Group::Left, watch, watch},
        {parametersDock, Group::LeftBelow, watch, watch},
        {cardDock, Group::Right, watch | present, watch | present},
        {sourceDock, Group::Right, watch | investigate, investigate},
        {editorDock, Group::Right, 0, 0},
        {graphDock, Group::RightBelow, watch | investigate | present, watch | present, true},
        {inspectorDock, Group::RightBelow, watch | investigate, investigate, true},
        {consoleDock, Group::Bottom, watch | investigate, watch, true},
        {findingsDock, Group::Bottom, watch | investigate, investigate, true},
        {chartsDock, Group::Bottom, watch | investigate, 0, true},
        {whyDock, Group::Bottom, watch | investigate, 0, true},
        {statesDock, Group::Bottom, watch | investigate, 0, true},
        {pathDock, Group::Bottom, investigate, 0, true},
        {statisticsDock, Group::Bottom, investigate, 0, true},
        {eventsDock, Group::Bottom, investigate, 0, true},
    };
}

std::vector<Dock*> Panes::docks() const {
    std::vector<Dock*> all;
    for (const PanePlace& place : places())
        all.push_back(place.dock);
    return all;
}

void Panes::arrange(QMainWindow& window, Layout layout, int width) {
    const bool wide = width >= WideWindow, compact = width < RoomyWidth;
    const auto groupOf = [&](const PanePlace& place) {
        if (compact && place.group != Group::Bottom)
            return Group::Left;
        return !wide && place.group == Group::RightBelow ? Group::Right : place.group;
    };
    std::map<Group, Dock*> last, front;
    takeAll(window);
    for (const PanePlace& place : places()) {
        const Group group = groupOf(place);
        place.dock->show(); // a closed dock would not become a tab
        if (Dock* before = std::exchange(last[group], place.dock))
            window.tabifyDockWidget(before, place.dock);
        else
            window.addDockWidget(areaOf(group), place.dock);
        const bool ofCompact = place.group == Group::Right; // what is read comes before what is chosen
        if ((place.front & in(layout)) != 0 && !front.contains(group) && (!compact || ofCompact))
            front[group] = place.dock;
    }
    window.resizeDocks({consoleDock}, {BottomHeight}, Qt::Vertical); // before it is closed
    for (const PanePlace& place : places())
        place.dock->setVisible(compact ? front[groupOf(place)] == place.dock : (place.shown & in(layout)) != 0);
    if (compact) {
        window.resizeDocks({front[Group::Left]}, {CompactSide}, Qt::Horizontal);
    } else {
        Dock* right = cardDock->isHidden() ? sourceDock : cardDock;
        window.resizeDocks({catalogueDock, right}, {wide ? WideLeft : NarrowLeft, wide ? WideRight : NarrowRight}, Qt::Horizontal);
        window.resizeDocks({catalogueDock, parametersDock}, {50, 50}, Qt::Vertical);
        balance(window);
        window.resizeDocks({consoleDock}, {BottomHeight}, Qt::Vertical);
    }
    for (const auto& [group, dock] : front)
        if (dock)
            dock->raise();
    settle(window);
}

void Panes::keepOne(QMainWindow& window, Dock& brought) const {
    if (!m_compact || brought.isFloating())
        return;
    for (QDockWidget* other : window.tabifiedDockWidgets(&brought))
        other->hide();
}

void Panes::showGraph() {
    if (!graphDock->isHidden() || (m_compact && !cardDock->isHidden()))
        graphDock->bring();
}

void Panes::takeAll(QMainWindow& window) {
    for (Dock* dock : docks()) {
        dock->setFloating(false);
        window.removeDockWidget(dock);
    }
}

void Panes::balance(QMainWindow& window) {
    if (window.width() < WideWindow)
        return;
    const int half = (window.height() - AroundDocks) / 2;
    window.resizeDocks({cardDock->isHidden() ? sourceDock : cardDock, graphDock}, {half, half}, Qt::Vertical);
}

void Panes::settle(QMainWindow& window) {
    for (Dock* dock : window.findChildren<Dock*>())
        dock->adaptToTabs();
    for (QTabBar* bar : window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setExpanding(false);
        bar->setDocumentMode(true);
        bar->setDrawBase(false);
        if (bar->contextMenuPolicy() != Qt::CustomContextMenu) {
            bar->setContextMenuPolicy(Qt::CustomContextMenu);
            QObject::connect(bar, &QWidget::customContextMenuRequested, &window, [&window, bar](QPoint at) { offerTab(window, *bar, at); });
            QObject::connect(bar, &QTabBar::tabBarDoubleClicked, &window, [&window, bar](int tab) {
                if (Dock* dock = dockOf(window, *bar, tab))
                    tearOff(*dock);
            });
            new TabDrag(*bar, [&window, bar](int tab) { return dockOf(window, *bar, tab); });
        }
        for (int tab = 0; tab < bar->count(); ++tab)
            for (const Dock* dock : window.findChildren<Dock*>())
                if (dock->windowTitle() == bar->tabText(tab))
                    bar->setTabToolTip(tab, dock->whatsThis());
    }
}

Dock* Panes::below() const {
    for (const PanePlace& place : places())
        if (place.group == Group::Bottom && !place.dock->isHidden() && !place.dock->isFloating())
            return place.dock;
    return nullptr;
}

int Panes::heightForCharts(const QMainWindow& window) const {
    // Both lower corners belong to the sides: what stands below is as wide as the centre.
    const int bars = charts->neededHeight(window.centralWidget()->width());
    if (bars == 0)
        return m_compact ? RoomInCompact : RoomForChart;
    const int title = std::max(0, chartsDock->titleBarWidget()->sizeHint().height());
    const double most = window.height() * (m_presenting ? MostForHall : MostForCharts);
    return std::min(bars + title, static_cast<int>(most)) + tabsOf(window, *chartsDock);
}

void Panes::showCharts(QMainWindow& window) {
    const bool single = m_compact || m_presenting;
    if (!single) {
        consoleDock->show();
        findingsDock->show();
    }
    const Dock* standing = single ? below() : chartsDock;
    chartsDock->show();
    const int before = standing ? standing->height() : BottomHeight;
    chartsDock->bring();
    const int room = heightForCharts(window);
    if (standing && before >= room) // as the person has it
        return;
    window.resizeDocks({chartsDock}, {room}, Qt::Vertical);
    QTimer::singleShot(0, chartsDock, [this] { m_givenToCharts = chartsDock->height(); }); // as far as there was room
    // The next pane that comes to the front gives the room back, where the user has not pulled at the edge meanwhile.
    const auto giveBack = [this, &window, before](bool seen) {
        if (seen)
            return;
        QObject::disconnect(m_roomForChart);
        if (chartsDock->height() == m_givenToCharts)
            window.resizeDocks({chartsDock}, {before + tabsOf(window, *chartsDock)}, Qt::Vertical);
    };
    QObject::disconnect(m_roomForChart);
    m_roomForChart = QObject::connect(chartsDock, &QDockWidget::visibilityChanged, chartsDock, giveBack);
}

void Panes::showStory(QMainWindow& window) {
    if (!chartsDock->isHidden()) {
        showCharts(window);
    } else if ((m_compact || m_presenting) && !m_storyDeclined && !m_cameForStory) {
        m_cameForStory = true;
        m_gaveWay = below();
        showCharts(window);
    }
}

void Panes::fitStory(QMainWindow& window) {
    if (!storyShown())
        return;
    window.resizeDocks({chartsDock}, {heightForCharts(window)}, Qt::Vertical);
    QTimer::singleShot(0, chartsDock, [this] { m_givenToCharts = chartsDock->height(); });
}

void Panes::endStory() {
    if (!std::exchange(m_cameForStory, false))
        return;
    Dock* before = std::exchange(m_gaveWay, nullptr);
    if (chartsDock->isHidden()) {
        m_storyDeclined = !below(); // closed; else another pane was asked for in its place
        return;
    }
    if (!m_compact && !m_presenting)
        return;
    chartsDock->hide();
    if (before)
        before->show();
}

void Panes::setPresenting(bool presenting) {
    endStory();
    m_presenting = presenting;
    charts->setBare(presenting);
}

void Panes::retitle() {
    catalogueDock->setTitle(Titles::tr("Scenarios"), Titles::tr("All scenarios by family: choose one to see what it shows"));
    parametersDock->setTitle(Titles::tr("Parameters"), Titles::tr("What the chosen scenario runs with; some can be moved while it runs"));
    cardDock->setTitle(Titles::tr("About"), Titles::tr("What the chosen scenario shows, when to use it, what to try"));
    sourceDock->setTitle(Titles::tr("Source"), Titles::tr("The very code that runs"));
    editorDock->setTitle(Titles::tr("Editor"), Titles::tr("Your own program: write it, press Run and watch"));
    graphDock->setTitle(Titles::tr("Wait-for graph"), Titles::tr("Who waits for what, and who holds it"));
    statesDock->setTitle(Titles::tr("Thread states"), Titles::tr("Created, ready, running, waiting, done: which lane is in which state"));
    inspectorDock->setTitle(Titles::tr("Inspector"), Titles::tr("The selected lock, queue or other object, drawn as the structure it is"));
    findingsDock->setTitle(Titles::tr("Findings"), Titles::tr("Deadlocks, lost updates and whatever else went wrong"));
    consoleDock->setTitle(Titles::tr("Console"), Titles::tr("What the scenario printed; a click goes to the moment"));
    chartsDock->setTitle(Titles::tr("Charts"), Titles::tr("Depth of queues, results, and the outcomes of repeated runs"));
    whyDock->setTitle(Titles::tr("Why"), Titles::tr("Why the selected lane does what it does, back to the cause"));
    pathDock->setTitle(Titles::tr("Critical path"), Titles::tr("The chain that decided how long the run took, and what has which share in it"));
    statisticsDock->setTitle(Titles::tr("Statistics"), Titles::tr("Where the time of each lane and object went, and how two runs differ"));
    eventsDock->setTitle(Titles::tr("Events"), Titles::tr("Every event of the run, by lane, object, kind and text"));
}

} // namespace braid::views
