#pragma once

#include "app/render/inspector.h"
#include "app/render/theme.h"

#include <QAbstractScrollArea>

namespace braid::views {

class RunSession;

/// The selected object as the structure it is, at the cursor or as it is now; without a selection the first object of
/// the run. Draws with layoutInspector() and paint() only.
class InspectorView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit InspectorView(RunSession& session, QWidget* parent = nullptr);

    void setTheme(const render::Theme& theme);
    [[nodiscard]] const render::Scene& scene() const { return m_scene; }
    /// The object shown; none while there is nothing to show.
    [[nodiscard]] ObjectId object() const { return m_object; }
    [[nodiscard]] QSize sizeHint() const override { return {320, 280}; }

signals:
    void hovered(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void stale();
    void refresh();
    [[nodiscard]] ObjectId wanted() const;
    [[nodiscard]] render::Tag tagAt(QPointF place);

    RunSession& m_session;
    render::Theme m_theme;
    render::Scene m_scene;
    ObjectId m_object;
    bool m_stale = true;
};

} // namespace braid::views
