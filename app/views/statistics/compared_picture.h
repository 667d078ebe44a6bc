#pragma once

#include "app/render/scene/scene.h"

#include <QStringList>
#include <QWidget>
#include <memory>

namespace braid::session {
class Run;
}

namespace braid::views {

class Appearance;
class RunSession;

/// Two runs above each other on one time axis, as render::composeComparison() draws them: as wide as the widget, as high as it takes.
/// GUI thread only.
class ComparedPicture : public QWidget {
    Q_OBJECT
public:
    ComparedPicture(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    /// What is shown; nullptr for either: nothing. Both are over, and are kept alive.
    void show(std::shared_ptr<const session::Run> first, std::shared_ptr<const session::Run> second);
    /// Writes it with the differences below. What goes wrong in one sentence, else empty.
    [[nodiscard]] QString save(const QString& path, const QStringList& differences) const;
    [[nodiscard]] const render::Scene& scene() const { return m_scene; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] render::Scene made(double width, const QStringList& differences) const;
    void renew();

    RunSession& m_session;
    Appearance& m_appearance;
    std::shared_ptr<const session::Run> m_first, m_second;
    render::Scene m_scene;
};

} // namespace braid::views
