#pragma once

#include "app/render/picture/comparison.h"
#include "app/render/scene/scene.h"

#include <QWidget>
#include <memory>
#include <vector>

namespace braid::session {
class Run;
}

namespace braid::views {

class Appearance;
class RunSession;

/// Runs above each other on one time axis, as render::composeComparison() draws them: as wide as the widget, as high as it takes.
/// GUI thread only.
class ComparedPicture : public QWidget {
    Q_OBJECT
public:
    ComparedPicture(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    /// What is shown, from the top down; fewer than two: nothing. They are over, and are kept alive.
    void show(std::vector<std::shared_ptr<const session::Run>> runs);
    /// Writes it with the differences below. What goes wrong in one sentence, else empty.
    [[nodiscard]] QString save(const QString& path, const std::vector<render::RunDifferences>& differences) const;
    [[nodiscard]] const render::Scene& scene() const { return m_scene; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] render::Scene made(double width, const std::vector<render::RunDifferences>& differences) const;
    void renew();

    RunSession& m_session;
    Appearance& m_appearance;
    std::vector<std::shared_ptr<const session::Run>> m_runs;
    render::Scene m_scene;
};

} // namespace braid::views
