#include "app/views/lanes/legend_view.h"
#include "app/render/scene/words.h"

#include "app/render/panels/legend.h"
#include "app/render/rows/lane_rows.h"
#include "app/views/lanes/lane_menu.h"
#include "app/views/lanes/run_overview.h"
#include "app/views/run/run_session.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>
#include <cmath>
#include <numeric>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
constexpr int RowHeight = 24; ///< pixels
} // namespace

LegendView::LegendView(RunSession& session, RunOverview& overview, QWidget* parent)
    : ScenePane(session, "legend", parent), m_overview(overview) {
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(120, RowHeight);
    setFixedHeight(RowHeight);
    setFocusPolicy(Qt::StrongFocus);
    retranslate();
}

QSize LegendView::sizeHint() const { return {480, RowHeight}; }

void LegendView::retranslate() { setAccessibleName(tr("Legend: lanes by state")); }

bool LegendView::concerns(const render::ViewState& now, const render::ViewState& before) const {
    return now.states != before.states || now.cursor != before.cursor;
}

render::Scene LegendView::makeScene(QSizeF size) {
    const model::Model& model = session().run()->model();
    const render::ViewState& state = session().view().get();
    m_lanes = render::statesAt(model, state.cursor.value_or(model.endTime()));
    render::Scene scene = render::layoutLegendStrip(
        {m_overview.get().states(), m_lanes, state.states, render::readyMeasured(model)}, size.width(), theme());
    const int height = static_cast<int>(std::ceil(scene.size.height()));
    m_wantedHeight = height; // of the latest scene: several may be made before the height changes
    if (height != this->height())
        QMetaObject::invokeMethod(
            this, [this] { setFixedHeight(m_wantedHeight); }, Qt::QueuedConnection);
    QStringList spoken;
    for (std::size_t s = 0; s < m_lanes.size(); ++s)
        if (m_lanes[s] > 0)
            spoken << QStringLiteral("%1 %2").arg(render::stateName(static_cast<model::State>(s))).arg(m_lanes[s]);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    return scene;
}

void LegendView::click(const render::Tag& tag, render::ViewState& state) {
    if (tag.what == render::What::LegendEntry)
        toggleState(state, static_cast<model::State>(tag.count), m_modifiers.testFlag(Qt::ControlModifier));
}

void LegendView::mousePressEvent(QMouseEvent* event) { m_modifiers = event->modifiers(); }

void LegendView::keyPressEvent(QKeyEvent* event) {
    const int number = event->key() - Qt::Key_1;
    if (!session().run() || number < 0 || number > 8) {
        ScenePane::keyPressEvent(event);
        return;
    }
    std::vector<std::uint32_t> entries;
    for (const render::Box& box : scene().layers.front().boxes)
        if (box.tag.what == render::What::LegendEntry && (entries.empty() || entries.back() != box.tag.count))
            entries.push_back(box.tag.count);
    if (static_cast<std::size_t>(number) < entries.size())
        session().view().update(
            [&](render::ViewState& state) {
                toggleState(state, static_cast<model::State>(entries[static_cast<std::size_t>(number)]),
                            event->modifiers().testFlag(Qt::ControlModifier));
            },
            Step::New);
}

QString LegendView::tipFor(model::State state) {
    const render::ViewState& view = session().view().get();
    const session::Run& run = *session().run();
    const model::Nanos from = std::max<model::Nanos>(0, view.from), to = std::min(view.to, run.edge());
    double share = 0;
    if (to > from) {
        const model::StateTimes times = m_overview.get().between(run.model(), {from, to}, run.edge()).front();
        const auto all = std::accumulate(times.begin(), times.end(), model::Nanos{0});
        if (all > 0)
            share = 100.0 * static_cast<double>(times[static_cast<std::size_t>(state)]) / static_cast<double>(all);
    }
    return tr("%1: %2 lanes at the moment under inspection, %3 % of all lanes' time in view.\n"
              "Click: only these lanes; again: all. Ctrl adds.")
        .arg(render::stateName(state), QLocale().toString(static_cast<qulonglong>(m_lanes[static_cast<std::size_t>(state)])),
             QLocale().toString(share, 'f', 1));
}

bool LegendView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && session().run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const render::Tag tag = render::hit(scene(), help->pos());
        if (tag.what == render::What::LegendEntry)
            QToolTip::showText(help->globalPos(), tipFor(static_cast<model::State>(tag.count)), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return ScenePane::viewportEvent(event);
}

} // namespace braid::views
