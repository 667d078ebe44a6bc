#pragma once

#include "app/render/graph_layout.h"
#include "app/render/theme.h"

#include <QElapsedTimer>
#include <QWidget>

namespace braid::views {

class RunSession;

/// The wait-for graph at the cursor, or as it is now. Draws with layoutGraph() and paint() only.
class GraphView : public QWidget {
    Q_OBJECT
public:
    explicit GraphView(RunSession& session, QWidget* parent = nullptr);

    void setTheme(const render::Theme& theme);
    [[nodiscard]] const render::Scene& scene() const { return m_scene; }
    [[nodiscard]] QSize sizeHint() const override { return {320, 280}; }

signals:
    void hovered(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void stale();
    void refresh();

    RunSession& m_session;
    render::Theme m_theme;
    render::GraphPlacement m_placement;
    render::Scene m_scene;
    bool m_stale = true;
};

} // namespace braid::views
