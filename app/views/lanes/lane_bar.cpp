#include "app/views/lanes/lane_bar.h"
#include "app/render/scene/words.h"

#include "app/render/rows/lane_rows.h"
#include "app/views/base/words.h"
#include "app/views/lanes/lane_menu.h"
#include "app/views/run/run_session.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;

/// More are not listed: one could not be found among them; its name can be typed.
constexpr std::size_t MostObjects = 500;
constexpr int ShortestBox = 7; ///< characters
constexpr int Wide = 110;      ///< pixels

/// Lanes and their order do not depend on the other fields.
bool concerns(const render::ViewState& now, const render::ViewState& before) {
    return now.filter != before.filter || now.states != before.states || now.onlyObject != before.onlyObject ||
           now.hidden != before.hidden || now.order != before.order ||
           (now.cursor != before.cursor && !now.states.empty());
}

} // namespace

LaneBar::LaneBar(RunSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_filter(new QLineEdit(this)), m_states(new QToolButton(this)),
      m_order(new QComboBox(this)), m_object(new QComboBox(this)), m_count(new QLabel(this)),
      m_hidden(new QToolButton(this)), m_clear(new QToolButton(this)) {
    setObjectName("laneBar");
    m_filter->setObjectName("laneFilter");
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(Wide);
    m_states->setObjectName("laneStates");
    m_states->setPopupMode(QToolButton::InstantPopup);
    m_states->setFocusPolicy(Qt::StrongFocus);
    m_states->setMenu(new QMenu(m_states));
    m_order->setObjectName("laneOrder");
    m_object->setObjectName("laneObject");
    for (QComboBox* box : {m_order, m_object}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(ShortestBox);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    m_count->setObjectName("laneCount");
    for (QToolButton* button : {m_hidden, m_clear}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->hide();
    }
    m_hidden->setObjectName("laneHidden");
    m_clear->setObjectName("laneClear");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(6);
    layout->addWidget(m_filter, 3);
    layout->addWidget(m_states);
    layout->addWidget(m_object, 1);
    layout->addWidget(m_order, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_clear);
    layout->addWidget(m_hidden);

    session::SharedViewState& view = m_session.view();
    connect(m_filter, &QLineEdit::textEdited, &view, [&view](const QString& text) {
        view.update([&](render::ViewState& state) { state.filter = text.trimmed().toStdString(); });
    });
    connect(m_order, &QComboBox::activated, &view, [&view](int index) {
        view.update([&](render::ViewState& state) { state.order = static_cast<render::LaneOrder>(index); }, Step::New);
    });
    connect(m_object, &QComboBox::activated, &view, [this, &view](int index) {
        view.update([&](render::ViewState& state) { state.onlyObject = ObjectId{m_object->itemData(index).toUInt()}; }, Step::New);
    });
    connect(m_hidden, &QToolButton::clicked, &view, [&view] {
        view.update([](render::ViewState& state) { state.hidden.clear(); }, Step::New);
    });
    connect(m_clear, &QToolButton::clicked, &view, [&view] { view.update(clearFilters, Step::New); });
    connect(&view, &session::SharedViewState::changed, this, [this](const render::ViewState& now, const render::ViewState& before) {
        if (concerns(now, before))
            show(now);
    });
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_listed = 0;
        fillObjects();
        show(m_session.view().get());
    });
    connect(&m_session, &RunSession::grew, this, [this] {
        if (m_session.run()->model().objects().size() != m_listed && !m_object->view()->isVisible())
            fillObjects();
        count();
    });
    retranslate();
}

void LaneBar::retranslate() {
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setToolTip(tr("Only lanes and objects whose name contains this; * and ? stand for anything"));
    m_filter->setAccessibleName(tr("Filter lanes and objects by name"));
    m_states->setText(tr("States"));
    m_states->setToolTip(tr("Only lanes in these states at the moment under inspection"));
    m_states->setAccessibleName(tr("Filter lanes by state"));
    m_order->setToolTip(tr("Order of the lanes; drag a lane's name to put it elsewhere"));
    m_order->setAccessibleName(tr("Order of the lanes"));
    m_object->setToolTip(tr("Only lanes that ever did something with this object"));
    m_object->setAccessibleName(tr("Filter lanes by object"));
    m_count->setToolTip(tr("Lanes shown, alone or folded into one row, of all in the run"));
    m_hidden->setToolTip(tr("Show the hidden lanes again"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Clear all filters"));
    m_clear->setAccessibleName(tr("Clear all filters"));
    const QSignalBlocker quiet(m_order);
    m_order->clear();
    m_order->addItems({tr("By creation"), tr("By start"), tr("By waiting time"), tr("By name")});
    fillStates();
    fillObjects();
    show(m_session.view().get());
}

void LaneBar::fillStates() {
    QMenu& menu = *m_states->menu();
    menu.clear();
    for (std::size_t s = 0; s < model::StateCount; ++s) {
        const auto state = static_cast<model::State>(s);
        QAction* action = menu.addAction(render::stateName(state));
        action->setCheckable(true);
        action->setData(static_cast<int>(s));
        connect(action, &QAction::triggered, &m_session.view(), [this, state] {
            m_session.view().update([state](render::ViewState& view) { toggleState(view, state, true); }, Step::New);
        });
    }
}

void LaneBar::fillObjects() {
    const QSignalBlocker quiet(m_object);
    m_object->clear();
    m_object->addItem(tr("All objects"), 0u);
    if (m_session.run()) {
        const model::Model& model = m_session.run()->model();
        m_listed = model.objects().size();
        for (std::size_t i = 0; i < m_listed && i < MostObjects; ++i) {
            const model::Object* object = model.object(model.objects()[i]);
            m_object->addItem(render::shownName(model, object->name), object->id.value);
        }
    }
    m_object->setCurrentIndex(std::max(0, m_object->findData(m_session.view().get().onlyObject.value)));
}

void LaneBar::show(const render::ViewState& state) {
    const QString filter = toQt(state.filter);
    if (m_filter->text().trimmed() != filter)
        m_filter->setText(filter);
    m_order->setCurrentIndex(static_cast<int>(state.order));
    m_object->setCurrentIndex(std::max(0, m_object->findData(state.onlyObject.value)));
    for (QAction* action : m_states->menu()->actions())
        action->setChecked(state.states.contains(static_cast<model::State>(action->data().toInt())));
    m_states->setText(state.states.empty() ? tr("States") : tr("States (%1)").arg(state.states.size()));
    m_clear->setVisible(!state.filter.empty() || !state.states.empty() || state.onlyObject);
    count();
}

void LaneBar::count() {
    if (!m_session.run()) {
        m_count->clear();
        emit emptied(false);
        return;
    }
    const render::LaneTally tally = render::laneTally(m_session.run()->model(), m_session.view().get());
    m_count->setText(tally.kept == tally.all ? tr("%1 lanes").arg(countText(tally.all))
                                             : tr("%1 of %2 lanes").arg(countText(tally.kept), countText(tally.all)));
    emit emptied(tally.all > 0 && tally.kept == 0);
    m_hidden->setVisible(tally.hidden > 0);
    m_hidden->setText(tr("%1 hidden").arg(countText(tally.hidden)));
    m_hidden->setAccessibleName(tr("%1 lanes are hidden: show them again").arg(countText(tally.hidden)));
}

void LaneBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace braid::views
