#pragma once

#include "app/views/charts/chart_page.h"
#include "app/views/charts/histogram.h"

class QChartView;
class QComboBox;
class QLabel;
class QProgressBar;
class QToolButton;

namespace braid::views {

class RepeatSession;

/// What repeated runs came to, while they go on and afterwards. A click on a bar shows one of its runs.
class HistogramChart : public ChartPage {
    Q_OBJECT
public:
    HistogramChart(RepeatSession& repeat, Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] Status write(const QString& path, const QString& title) const override;
    [[nodiscard]] QChartView& chartView() const { return *m_view; }
    /// As drawn.
    [[nodiscard]] const std::vector<HistogramBar>& bars() const { return m_bars; }
    /// What a click on the bar does.
    void showExample(int bar);

protected:
    void refresh() override;

private:
    void name(); ///< what does not depend on the runs
    void offerQuantities();
    void point(bool at, int bar);
    [[nodiscard]] Quantity quantity() const;

    RepeatSession& m_repeat;
    QChartView* m_view;
    QComboBox* m_choice;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QLabel* m_told;
    std::vector<Quantity> m_offered;
    std::vector<HistogramBar> m_bars;
};

} // namespace braid::views
