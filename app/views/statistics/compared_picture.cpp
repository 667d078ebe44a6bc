#include "app/views/statistics/compared_picture.h"

#include "app/render/paint/paint.h"
#include "app/render/picture/comparison.h"
#include "app/render/picture/picture.h"
#include "app/session/error_text.h"
#include "app/session/parameters_line.h"
#include "app/session/run/run.h"
#include "app/session/verdict.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
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

void ComparedPicture::show(std::shared_ptr<const session::Run> first, std::shared_ptr<const session::Run> second) {
    m_first = std::move(first);
    m_second = std::move(second);
    renew();
}

render::Scene ComparedPicture::made(double width, const QStringList& differences) const {
    if (!m_first || !m_second)
        return {};
    std::vector<render::ComparedRun> runs;
    for (const session::Run* run : {m_first.get(), m_second.get()}) {
        const session::Scenario* scenario = m_session.scenarioCalled(run->scenarioId());
        const auto verdict = session::verdictOf(*run, scenario);
        runs.push_back({&run->model(), &run->findings(), run->edge(), scenario ? scenarioTitle(*scenario) : render::plain(run->title()),
                        verdict ? verdict->line() : QString(), session::parametersLine(run->model(), scenario)});
    }
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

QString ComparedPicture::save(const QString& path, const QStringList& differences) const {
    const render::Theme theme = m_appearance.dark() ? render::Theme::dark() : render::Theme::light();
    const Status written = render::writeScene(path, made(PictureWidth, differences), theme, 1, tr("Two runs compared"));
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
