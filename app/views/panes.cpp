#include "app/views/panes.h"

#include "app/views/appearance.h"
#include "app/views/card_pane.h"
#include "app/views/catalogue_pane.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/console_pane.h"
#include "app/views/cursor/source_view.h"
#include "app/views/dock.h"
#include "app/views/findings_pane.h"
#include "app/views/graph_view.h"
#include "app/views/inspector_view.h"
#include "app/views/parameter_pane.h"
#include "app/views/why/critical_path_pane.h"
#include "app/views/why/why_pane.h"
#include "app/views/statistics/events_pane.h"
#include "app/views/statistics/statistics_pane.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QTabBar>
#include <QTimer>

namespace braid::views {
namespace {

constexpr int RoomForChart = 280; ///< pixels
constexpr int WideWindow = 1600; ///< from here on the graph stands beside the card instead of behind it

struct Titles {
    Q_DECLARE_TR_FUNCTIONS(Titles)
};

void adapt(QMainWindow& window) {
    for (Dock* dock : window.findChildren<Dock*>())
        dock->adaptToTabs();
    for (QTabBar* bar : window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setExpanding(false);
        bar->setDocumentMode(true);
        bar->setDrawBase(false);
    }
}

} // namespace

Panes::Panes(QMainWindow& window, RunSession& session, RepeatSession& repeat, Setup& setup, Appearance& appearance)
    : catalogue(new CataloguePane(appearance)), parameters(new ParameterPane(setup, appearance)),
      card(new CardPane(appearance)), source(new SourceView(session, setup, appearance)), graph(new GraphView(session)),
      inspector(new InspectorView(session)), findings(new FindingsPane(session, appearance)), console(new ConsolePane(session, appearance)),
      charts(new ChartsPane(session, repeat, setup, appearance)),
      why(new WhyPane(session, appearance)), path(new CriticalPathPane(session)),
      statistics(new StatisticsPane(session, appearance)), events(new EventsPane(session, appearance)),
      catalogueDock(new Dock("catalogue", catalogue, appearance, &window)),
      parametersDock(new Dock("parameters", parameters, appearance, &window)),
      cardDock(new Dock("card", card, appearance, &window)), sourceDock(new Dock("source", source, appearance, &window)),
      graphDock(new Dock("graph", graph, appearance, &window)),
      inspectorDock(new Dock("inspector", inspector, appearance, &window)),
      findingsDock(new Dock("findings", findings, appearance, &window)),
      consoleDock(new Dock("console", console, appearance, &window)),
      chartsDock(new Dock("charts", charts, appearance, &window)),
      whyDock(new Dock("why", why, appearance, &window)), pathDock(new Dock("criticalPath", path, appearance, &window)),
      statisticsDock(new Dock("statistics", statistics, appearance, &window)),
      eventsDock(new Dock("events", events, appearance, &window)) {
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (Dock* dock : docks()) {
        // Qt builds and drops the tab bars after these signals.
        const auto later = [&window] { QTimer::singleShot(0, &window, [&window] { adapt(window); }); };
        QObject::connect(dock, &QDockWidget::dockLocationChanged, &window, later);
        QObject::connect(dock, &QDockWidget::topLevelChanged, &window, later);
        QObject::connect(dock, &QDockWidget::visibilityChanged, &window, later);
    }
    retitle();
}

std::vector<Dock*> Panes::docks() const {
    return {catalogueDock, parametersDock, cardDock, sourceDock, graphDock, inspectorDock, findingsDock, consoleDock,
            chartsDock, whyDock, pathDock, statisticsDock, eventsDock};
}

void Panes::arrange(QMainWindow& window, int width) {
    const bool wide = width >= WideWindow;
    window.addDockWidget(Qt::LeftDockWidgetArea, catalogueDock);
    window.addDockWidget(Qt::LeftDockWidgetArea, parametersDock);
    window.addDockWidget(Qt::RightDockWidgetArea, cardDock);
    window.tabifyDockWidget(cardDock, sourceDock);
    if (wide)
        window.addDockWidget(Qt::RightDockWidgetArea, graphDock);
    else
        window.tabifyDockWidget(sourceDock, graphDock);
    window.tabifyDockWidget(graphDock, inspectorDock);
    window.addDockWidget(Qt::BottomDockWidgetArea, consoleDock);
    window.tabifyDockWidget(consoleDock, findingsDock);
    window.tabifyDockWidget(findingsDock, chartsDock);
    window.tabifyDockWidget(findingsDock, whyDock);
    window.tabifyDockWidget(inspectorDock, pathDock);
    window.tabifyDockWidget(chartsDock, statisticsDock);
    window.tabifyDockWidget(statisticsDock, eventsDock);
    const int left = wide ? 320 : 276;
    const int right = wide ? 440 : 330;
    window.resizeDocks({catalogueDock, cardDock}, {left, right}, Qt::Horizontal);
    window.resizeDocks({catalogueDock, parametersDock}, {50, 50}, Qt::Vertical);
    graphDock->hide();
    inspectorDock->hide();
    findingsDock->hide();
    consoleDock->hide();
    chartsDock->hide();
    whyDock->hide();
    pathDock->hide();
    statisticsDock->hide();
    eventsDock->hide();
    cardDock->raise();
    adapt(window);
}

void Panes::showRunPanes(QMainWindow& window) {
    consoleDock->show();
    findingsDock->show();
    whyDock->show();
    chartsDock->show();
    statisticsDock->show();
    eventsDock->show();
    graphDock->show();
    inspectorDock->show();
    window.resizeDocks({consoleDock}, {180}, Qt::Vertical);
    consoleDock->raise();
    if (!window.tabifiedDockWidgets(graphDock).isEmpty())
        cardDock->raise();
    else
        window.resizeDocks({cardDock, graphDock}, {50, 50}, Qt::Vertical);
}

void Panes::showCharts(QMainWindow& window) {
    consoleDock->show();
    findingsDock->show();
    chartsDock->show();
    if (chartsDock->height() < RoomForChart)
        window.resizeDocks({chartsDock}, {RoomForChart}, Qt::Vertical);
    chartsDock->raise();
}

void Panes::retitle() {
    catalogueDock->setTitle(Titles::tr("Scenarios"));
    parametersDock->setTitle(Titles::tr("Parameters"));
    cardDock->setTitle(Titles::tr("About"));
    sourceDock->setTitle(Titles::tr("Source"));
    graphDock->setTitle(Titles::tr("Wait-for graph"));
    inspectorDock->setTitle(Titles::tr("Inspector"));
    findingsDock->setTitle(Titles::tr("Findings"));
    consoleDock->setTitle(Titles::tr("Console"));
    chartsDock->setTitle(Titles::tr("Charts"));
    whyDock->setTitle(Titles::tr("Why"));
    pathDock->setTitle(Titles::tr("Critical path"));
    statisticsDock->setTitle(Titles::tr("Statistics"));
    eventsDock->setTitle(Titles::tr("Events"));
}

} // namespace braid::views
