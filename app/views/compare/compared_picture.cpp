#include "app/views/compare/compared_picture.h"

#include "app/render/paint/paint.h"
#include "app/render/picture/picture.h"
#include "app/session/compared_run.h"
#include "app/session/error_text.h"
#include "app/session/run/run.h"
#include "app/views/base/appearance.h"
#include "app/views/run/run_session.h"

#include <QPainter>

#include <algorithm>

namespace braid::views {

namespace {
constexpr int PictureWidth = 1600; ///< of a saved one, in pixels
} // namespace

ComparedPicture::ComparedPicture(RunSession& session, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_appearance(appearance) {
    setObjectName("comparedPicture");
    connect(&m_appearance, &Appearance::changed, this, &ComparedPicture::renew);
}

void ComparedPicture::show(std::vector<std::shared_ptr<const session::Run>> runs) {
    m_runs = std::move(runs);
    renew();
}

render::Scene ComparedPicture::made(double width, const std::vector<render::RunDifferences>& differences) const {
    if (m_runs.size() < 2)
        return {};
    std::vector<render::ComparedRun> runs;
    for (const auto& run : m_runs)
        runs.push_back(session::comparedRun(*run, m_session.scenarioCalled(run->scenarioId())));
    render::ComparisonOptions options;
    options.dark = m_appearance.dark();
    options.width = width;
    options.differences = differences;
    return render::composeComparison(runs, options);
}

void ComparedPicture::renew() {
    m_scene = made(width(), {});
    setMinimumHeight(std::max(0, static_cast<int>(m_scene.size.height())));
    updateGeometry();
    update();
}

QString ComparedPicture::save(const QString& path, const std::vector<render::RunDifferences>& differences) const {
    const render::Theme theme = m_appearance.dark() ? render::Theme::dark() : render::Theme::light();
    const Status written = render::writeScene(path, made(PictureWidth, differences), theme, 1, tr("Runs compared"));
    return written ? QString() : session::errorText(written.error());
}

QSize ComparedPicture::sizeHint() const { return {640, std::max(0, static_cast<int>(m_scene.size.height()))}; }

void ComparedPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const render::Theme theme = m_appearance.dark() ? render::Theme::dark() : render::Theme::light();
    painter.fillRect(rect(), theme.color(render::Role::Background));
    render::paint(painter, m_scene, theme);
}

void ComparedPicture::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        renew();
}

} // namespace braid::views
