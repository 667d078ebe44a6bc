#include "app/views/accessible/scene_accessible.h"

#include "app/views/base/hover_text.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "engine/model/text/sentence.h"

#include <QApplication>
#include <algorithm>

namespace braid::views {

using render::Tag;
using render::What;

namespace {

constexpr qint64 Freshness = 100; ///< ms that a list of children is good for

struct ScenePieces {
    Q_DECLARE_TR_FUNCTIONS(ScenePieces)
};

QAccessible::Role roleOf(const ScenePiece& piece) {
    if (isName(piece))
        return QAccessible::RowHeader;
    switch (piece.tag.what) {
    case What::Nothing:
        return QAccessible::StaticText;
    case What::Fold:
    case What::FindingMarker:
    case What::ObjectHeading:
    case What::MoreObjects:
    case What::LegendEntry:
        return QAccessible::PushButton;
    case What::Bar:
    case What::Merged:
    case What::Crowd:
    case What::Family:
    case What::Holding:
    case What::Level:
        return QAccessible::Cell;
    default:
        return QAccessible::Graphic;
    }
}

} // namespace

/// One piece of the picture. Lives as long as the piece is shown; `m_scene` owns it through Qt's register of interfaces.
class PieceAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    PieceAccessible(const SceneAccessible& scene, ScenePiece piece) : m_scene(scene), m_piece(std::move(piece)) {}

    void setPiece(const ScenePiece& piece) { m_piece = piece; }

    bool isValid() const override { return m_scene.isValid(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_scene.object()); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override { return m_scene.onScreen(m_piece); }
    QAccessible::Role role() const override { return roleOf(m_piece); }

    QString text(QAccessible::Text kind) const override {
        switch (kind) {
        case QAccessible::Name:
            return m_scene.nameOf(m_piece);
        case QAccessible::Description:
            return m_scene.placeOf(m_piece);
        case QAccessible::Value:
            return m_piece.text;
        default:
            return {};
        }
    }

    QAccessible::State state() const override {
        QAccessible::State state;
        state.readOnly = true;
        state.invisible = !m_scene.view()->isVisible();
        state.offscreen = !m_scene.inView(m_piece);
        if (m_piece.tag) {
            state.selectable = state.focusable = true;
            state.selected = m_scene.isSelected(m_piece.tag);
            state.focused = state.selected && m_scene.view()->hasFocus();
        }
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface && m_piece.tag ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override {
        if (name == pressAction() && m_scene.m_source.sceneSession().run())
            m_scene.m_source.press(m_piece.tag);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    const SceneAccessible& m_scene;
    ScenePiece m_piece;
};

SceneAccessible::SceneAccessible(QAbstractScrollArea* view, SceneSource& source)
    : QAccessibleWidget(view, QAccessible::Canvas), m_source(source), m_listener(std::make_unique<QObject>()) {
    QObject::connect(&source.sceneSession().view(), &session::SharedViewState::changed, m_listener.get(),
                     [this](const render::ViewState& now, const render::ViewState& before) {
                         const bool elsewhere = now.selectedLane != before.selectedLane || now.finding != before.finding ||
                                                now.selectedEvent != before.selectedEvent ||
                                                now.selectedObject != before.selectedObject;
                         // Afterwards: the view may yet scroll to what was selected.
                         if (elsewhere && QAccessible::isActive())
                             QMetaObject::invokeMethod(
                                 m_listener.get(), [this] { announce(); }, Qt::QueuedConnection);
                     });
}

SceneAccessible::~SceneAccessible() {
    for (const Child& each : m_children)
        QAccessible::deleteAccessibleInterface(each.id);
}

QAbstractScrollArea* SceneAccessible::view() const { return static_cast<QAbstractScrollArea*>(widget()); }

void SceneAccessible::refresh() const {
    if (m_fresh.isValid() && m_fresh.elapsed() < Freshness)
        return;
    std::vector<Child> gone = std::move(m_children);
    m_children.clear();
    if (m_source.sceneSession().run()) {
        for (ScenePiece& piece : scenePieces(m_source.currentScene()))
            if (!nameOf(piece).isEmpty())
                m_children.push_back({std::move(piece), 0});
    }
    std::size_t hint = 0; // the order seldom changes: the next one is mostly where the last one was found
    for (Child& each : m_children) {
        for (std::size_t tried = 0; tried < gone.size() && each.id == 0; ++tried) {
            Child& old = gone[(hint + tried) % gone.size()];
            if (old.id == 0 || !old.piece.sameAs(each.piece))
                continue;
            each.id = std::exchange(old.id, 0);
            hint = (hint + tried + 1) % gone.size();
        }
        if (each.id == 0)
            each.id = QAccessible::registerAccessibleInterface(new PieceAccessible(*this, each.piece));
        else
            static_cast<PieceAccessible*>(QAccessible::accessibleInterface(each.id))->setPiece(each.piece);
    }
    for (const Child& old : gone)
        if (old.id != 0)
            QAccessible::deleteAccessibleInterface(old.id);
    m_fresh.start();
}

std::vector<QWidget*> SceneAccessible::overlays() const {
    std::vector<QWidget*> over;
    for (const QWidget* parent : {static_cast<const QWidget*>(view()), static_cast<const QWidget*>(view()->viewport())})
        for (QWidget* each : parent->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            if (each->isVisible() && QByteArrayView(each->metaObject()->className()).startsWith("braid::views::")) // no scroll bars
                over.push_back(each);
    return over;
}

int SceneAccessible::childCount() const {
    refresh();
    return static_cast<int>(m_children.size() + overlays().size());
}

QAccessibleInterface* SceneAccessible::child(int index) const {
    refresh();
    if (index < 0)
        return nullptr;
    const auto at = static_cast<std::size_t>(index);
    if (at < m_children.size())
        return QAccessible::accessibleInterface(m_children[at].id);
    const std::vector<QWidget*> over = overlays();
    return at < m_children.size() + over.size() ? QAccessible::queryAccessibleInterface(over[at - m_children.size()]) : nullptr;
}

int SceneAccessible::indexOfChild(const QAccessibleInterface* child) const {
    const QAccessible::Id id = QAccessible::uniqueId(const_cast<QAccessibleInterface*>(child));
    for (std::size_t i = 0; i < m_children.size(); ++i)
        if (m_children[i].id == id)
            return static_cast<int>(i);
    const std::vector<QWidget*> over = overlays();
    const auto found = child ? std::find(over.begin(), over.end(), child->object()) : over.end();
    return found == over.end() ? -1 : static_cast<int>(m_children.size()) + static_cast<int>(found - over.begin());
}

QAccessibleInterface* SceneAccessible::childAt(int x, int y) const {
    for (QWidget* each : overlays())
        if (each->rect().contains(each->mapFromGlobal(QPoint(x, y))))
            return QAccessible::queryAccessibleInterface(each);
    refresh();
    // The smallest that is there: a mark on a bar, not the bar.
    const Child* best = nullptr;
    for (const Child& each : m_children) {
        const auto area = [](const QRectF& rect) { return rect.width() * rect.height(); };
        if (onScreen(each.piece).contains(x, y) && (!best || area(each.piece.rect) < area(best->piece.rect)))
            best = &each;
    }
    return best ? QAccessible::accessibleInterface(best->id) : nullptr;
}

QAccessibleInterface* SceneAccessible::focusChild() const {
    for (const QWidget* each : overlays())
        if (QWidget* focused = QApplication::focusWidget(); focused && each->isAncestorOf(focused))
            return QAccessible::queryAccessibleInterface(focused);
    if (!view()->hasFocus())
        return nullptr;
    refresh();
    for (const Child& each : m_children)
        if (isSelected(each.piece.tag))
            return QAccessible::accessibleInterface(each.id);
    return QAccessible::queryAccessibleInterface(object());
}

void SceneAccessible::announce() const {
    m_fresh.invalidate();
    refresh();
    for (std::size_t i = 0; i < m_children.size(); ++i) {
        if (!isSelected(m_children[i].piece.tag))
            continue;
        QAccessibleEvent selection(object(), QAccessible::Selection);
        selection.setChild(static_cast<int>(i));
        QAccessible::updateAccessibility(&selection);
        if (view()->hasFocus()) {
            QAccessibleEvent focus(object(), QAccessible::Focus);
            focus.setChild(static_cast<int>(i));
            QAccessible::updateAccessibility(&focus);
        }
        return;
    }
}

QString SceneAccessible::nameOf(const ScenePiece& piece) const {
    if (!piece.tag)
        return piece.text;
    const session::Run* run = m_source.sceneSession().run();
    if (!run)
        return {};
    switch (piece.tag.what) {
    case What::Ruler:
        return ScenePieces::tr("Time ruler, from %1 to %2")
            .arg(momentText(m_source.sceneSession().view().get().from), momentText(m_source.sceneSession().view().get().to));
    case What::Fold: {
        if (piece.tag.count > 1)
            return ScenePieces::tr("Fold or unfold %1").arg(hoverText(*run, std::nullopt, piece.tag));
        return ScenePieces::tr("Fold or unfold %1").arg(render::shownName(run->model(), piece.tag.lane));
    }
    default:
        break;
    }
    const QString sentence = hoverText(*run, m_source.sceneSession().view().get().cursor, piece.tag, piece.average ? &*piece.average : nullptr);
    return sentence.isEmpty() ? piece.text : sentence;
}

QString SceneAccessible::placeOf(const ScenePiece& piece) const {
    const session::Run* run = m_source.sceneSession().run();
    if (!run || piece.tag.event == model::NoEvent || piece.tag.event >= run->model().log().size())
        return {};
    const model::LogEntry& entry = run->model().log()[piece.tag.event];
    QString where = momentText(entry.time);
    if (const model::Site* site = run->model().site(SiteId{entry.site}))
        where += QStringLiteral("  ·  ") + toQt(model::siteAndBehindText(run->model(), *site));
    return where;
}

bool SceneAccessible::isSelected(const Tag& tag) const {
    const render::ViewState& state = m_source.sceneSession().view().get();
    switch (tag.what) {
    case What::FindingMarker:
        return state.finding && static_cast<std::int32_t>(*state.finding) == tag.finding;
    case What::LaneHeader:
    case What::GraphLane: // of a selected bar, the bar is what is selected
        return tag.lane && tag.lane == state.selectedLane && (tag.what == What::GraphLane || state.selectedEvent == model::NoEvent);
    case What::ObjectHeader:
    case What::GraphObject:
        return tag.object && tag.object == state.selectedObject && !state.selectedLane;
    case What::Bar:
    case What::Mark:
    case What::Holding:
    case What::ObjectMark:
        return tag.event != model::NoEvent && tag.event == state.selectedEvent;
    default:
        return false;
    }
}

QRect SceneAccessible::onScreen(const ScenePiece& piece) const {
    const QRect inside = piece.rect.translated(0, -m_source.scrolledBy()).toAlignedRect();
    return {view()->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
}

bool SceneAccessible::inView(const ScenePiece& piece) const {
    return QRectF(view()->viewport()->rect()).intersects(piece.rect.translated(0, -m_source.scrolledBy()).adjusted(-1, -1, 1, 1));
}

} // namespace braid::views
