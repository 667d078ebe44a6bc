#pragma once

#include "app/render/rows/view_state.h"
#include "app/views/statistics/statistics_feed.h"

#include <QWidget>

#include <functional>

class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace braid::views {

class Appearance;
class ComparePage;
class FiguresView;
class RunSession;
class Setup;

/// Where the time of the run, or of its marked stretch, went: a table of lanes, one of objects, one of the lines
/// that waited for locks, and the
/// comparison with other runs. A click on a row selects what it is about, one on a longest time goes to that moment.
class StatisticsPane : public QWidget {
    Q_OBJECT
public:
    enum Page {
        Lanes,
        Objects,
        Contention,
        Compare
    };

    StatisticsPane(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] StatisticsFeed& feed() { return *m_feed; }
    void setPage(Page page);
    /// The table of lanes, objects or contention, whichever is in sight, as CSV into `path`; an error in one sentence for a full disk and the like.
    [[nodiscard]] QString writeCsv(const QString& path);

signals:
    /// Another page came to the front.
    void turnedTo(Page page);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retell();
    void markSelected();
    void dress();
    void saveCsv();
    /// Of a row: the moment of its longest time, which `event` began, or without one what the row is about.
    void goTo(model::EventIndex event, double length, const std::function<void(render::ViewState&)>& select);
    RunSession& m_session;
    Appearance& m_appearance;
    StatisticsFeed* m_feed;
    QTabBar* m_tabs;
    QLabel* m_caption;
    QToolButton* m_whole;
    QToolButton* m_save;
    QLabel* m_message;
    QStackedWidget* m_pages;
    FiguresView* m_lanes;
    FiguresView* m_objects;
    FiguresView* m_contention;
    ComparePage* m_compare;
};

} // namespace braid::views
