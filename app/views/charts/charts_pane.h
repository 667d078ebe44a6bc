#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace braid::views {

class Appearance;
class ChartPage;
class HistogramChart;
class LevelChart;
class RepeatSession;
class ResultChart;
class RunSession;
class Setup;

/// The charts: depth over time, results, repeated runs.
class ChartsPane : public QWidget {
    Q_OBJECT
public:
    enum Page {
        Depth,
        Results,
        Repeated
    };

    ChartsPane(RunSession& session, RepeatSession& repeat, Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    void setPage(Page page);
    [[nodiscard]] Page page() const;
    [[nodiscard]] LevelChart* depth() const { return m_depth; }
    [[nodiscard]] ResultChart* results() const { return m_results; }
    [[nodiscard]] HistogramChart* histogram() const { return m_histogram; }

    /// What the run compares is drawn, and it is what the run was for (as of its end).
    [[nodiscard]] bool tellsStory() const;
    /// The height (pixels) that all bars of the present page need in a pane of `width`; 0 of pages that take what they get.
    [[nodiscard]] int neededHeight(int width) const;
    /// Without what chooses and exports charts: before an audience.
    void setBare(bool bare);

signals:
    /// A run is over, and what it compares is drawn: the charts are what it was for.
    void storyTold();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] ChartPage* current() const;
    void preferFilled();
    void dress();

    RunSession& m_session;
    RepeatSession& m_repeat;
    Appearance& m_appearance;
    QWidget* m_header;
    QTabBar* m_tabs;
    QToolButton* m_export;
    QStackedWidget* m_pages;
    LevelChart* m_depth;
    ResultChart* m_results;
    HistogramChart* m_histogram;
};

} // namespace braid::views
