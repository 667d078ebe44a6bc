#include "app/render/panels/states_layout.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/state_form.h"

#include "app/render/scene/labels.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace braid::render {
namespace {

using model::Lane;
using model::Nanos;
using model::State;

std::size_t placeOf(State state) { return static_cast<std::size_t>(state); }

/// I/O is one state of the diagram: while the kernel copies, the thread waits as well.
State drawnState(State state) { return state == State::IoCopy ? State::IoWait : state; }

/// The state at `time`, and the one before it; nothing before the lane exists.
struct Step {
    std::optional<State> now, before;
};
Step stepAt(const model::Model& model, const Lane& lane, Nanos time) {
    Step step;
    if (time < lane.created || lane.intervals().empty())
        return step;
    if (lane.ended != model::Open && lane.ended <= time && !lane.cutOff) {
        step.now = stateAfterEnd(model, lane);
        step.before = drawnState(lane.intervals().back().state);
        return step;
    }
    const model::Intervals::Range past = lane.intervals().upTo(time);
    if (past.empty())
        return step;
    step.now = drawnState(past.back().state);
    if (past.size() > 1)
        step.before = drawnState(past[past.size() - 2].state);
    return step;
}

/// One state's place in the diagram.
struct Place {
    State state;
    int column, row; ///< of the grid
};

/// The diagram on a grid: what is wide stands in four columns, else in three.
struct Plan {
    std::vector<Place> places;
    int columns = 0;
    int rows = 0;
    int waitFrom = 0, waitTo = 0; ///< rows of the frame around all kinds of waiting
};

Plan planFor(bool wide, bool suspended) {
    Plan plan;
    std::vector<State> waits{State::Blocked, State::Waiting, State::Sleeping, State::IoWait};
    if (suspended)
        waits.push_back(State::Suspended);
    plan.columns = wide ? static_cast<int>(waits.size()) : 3;
    plan.places = {{State::Created, 0, 0}, {State::Ready, 1, 0}, {State::Running, 2, 0}};
    plan.waitFrom = 1;
    for (std::size_t i = 0; i < waits.size(); ++i)
        plan.places.push_back({waits[i], static_cast<int>(i) % plan.columns, 1 + static_cast<int>(i) / plan.columns});
    plan.waitTo = plan.places.back().row;
    if (wide) {
        plan.places.push_back({State::Done, 3, 0});
        plan.rows = plan.waitTo + 1;
    } else {
        plan.places.push_back({State::Done, 2, plan.waitTo + 1});
        plan.rows = plan.waitTo + 2;
    }
    return plan;
}

/// Lays out one diagram; its members are what all of its steps share.
class StatesPicture {
public:
    StatesPicture(const model::Model& model, const StatesNow& states, QSizeF size, const Theme& theme)
        : m_model(model), m_states(states), m_theme(theme), m_measure(theme), m_scale(theme.typeScale()), m_size(size),
          m_line(std::round(m_measure.height(Type::Small) + 3)) {}

    Scene make() {
        m_scene.layers.resize(3); // ground and frame, arrows, boxes
        const bool wide = m_size.width() >= 560 * m_scale;
        m_plan = planFor(wide, m_states.coroutines);
        placeBoxes();
        m_scene.size = QSizeF(m_size.width(), std::max(m_size.height(), m_bottom));
        m_scene.layers[0].boxes.push_back({QRectF(QPointF(0, 0), m_scene.size), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});
        drawFrame();
        drawArrows(wide);
        for (const Place& place : m_plan.places)
            drawBox(place.state);
        return std::move(m_scene);
    }

private:
    /// How many lanes of a state are written into its box.
    [[nodiscard]] std::size_t named(State state) const {
        const std::size_t room = m_rowLines > 0 ? static_cast<std::size_t>(m_rowLines) : 0;
        const std::size_t count = countOf(state);
        if (count <= room)
            return std::min(count, lanesOf(state).size());
        return std::min(room > 0 ? room - 1 : 0, lanesOf(state).size()); // the last line counts the rest
    }
    /// Failed lanes stand with those that are done: both have ended.
    [[nodiscard]] std::vector<LaneId> lanesOf(State state) const {
        std::vector<LaneId> lanes = m_states.lanes[placeOf(state)];
        if (state == State::Done)
            lanes.insert(lanes.begin(), m_states.lanes[placeOf(State::Failed)].begin(), m_states.lanes[placeOf(State::Failed)].end());
        return lanes;
    }
    [[nodiscard]] std::size_t countOf(State state) const {
        return m_states.counts[placeOf(state)] + (state == State::Done ? m_states.counts[placeOf(State::Failed)] : 0);
    }

    void placeBoxes() {
        const double margin = 10, gapX = std::round((m_plan.columns > 3 ? 36 : 22) * m_scale), gapY = std::round(26 * m_scale), between = std::round(8 * m_scale);
        const double width = (m_size.width() - 2 * margin - gapX * (m_plan.columns - 1)) / m_plan.columns;
        const double head = std::round(24 * m_scale);
        // The rows share the height there is; what has no room is counted in the box.
        const double all = m_size.height() - 2 * margin - gapY - between * (m_plan.rows - 2) - (m_plan.rows > m_plan.waitTo + 1 ? gapY : 0);
        const double height = std::clamp(all / m_plan.rows, head + 2 * m_line, head + 12 * m_line);
        m_rowLines = static_cast<int>((height - head - 4) / m_line);
        double y = margin + std::round(4 * m_scale);
        for (int row = 0; row < m_plan.rows; ++row) {
            for (const Place& place : m_plan.places)
                if (place.row == row)
                    m_boxes[placeOf(place.state)] = QRectF(margin + place.column * (width + gapX), y, width, height);
            y += height + (row == 0 || row == m_plan.waitTo ? gapY : between);
        }
        m_bottom = y;
    }

    [[nodiscard]] const QRectF& box(State state) const { return m_boxes[placeOf(state)]; }

    void drawFrame() {
        for (const Place& place : m_plan.places)
            if (place.row >= m_plan.waitFrom && place.row <= m_plan.waitTo)
                m_frame |= box(place.state);
        m_frame.adjust(-6, -6, 6, 6);
        m_scene.layers[0].boxes.push_back({m_frame, Role::Panel, Form::Solid, false, 8, 1, Role::Transparent, {}});
    }

    /// `most`: the room for the word in pixels; where it is wider, the arrow stands alone.
    void arrow(std::initializer_list<QPointF> points, const QString& word, QPointF at, Align align, bool taken, double most = 1e9) {
        Line line;
        line.pointCount = static_cast<std::uint8_t>(points.size());
        std::copy(points.begin(), points.end(), line.points.begin());
        line.ink = taken ? Role::Selection : Role::TextDim;
        line.width = taken ? 3.0F : 1.5F;
        line.cap = Cap::Arrow;
        m_scene.layers[1].lines.push_back(line);
        const double room = m_measure.width(word, Type::Small) + 2;
        if (room > most)
            return;
        const double left = align == Align::Left ? at.x() : align == Align::Right ? at.x() - room
                                                                                  : at.x() - room / 2;
        addText(m_scene.layers[2], m_measure, word, QRectF(left, at.y() - m_line / 2, room, m_line), Type::Small,
                taken ? Role::Text : Role::TextDim, align);
    }

    [[nodiscard]] bool waits(std::optional<State> state) const {
        return state == State::Blocked || state == State::Waiting || state == State::Sleeping || state == State::IoWait ||
               state == State::Suspended;
    }
    /// The followed lane's last step went from a state of one kind to one of another.
    template <class From, class To>
    [[nodiscard]] bool took(From from, To to) const {
        return m_states.followed && m_states.before && m_states.now && from(*m_states.before) && to(*m_states.now);
    }

    void drawArrows(bool wide) {
        const auto is = [](State wanted) { return [wanted](State state) { return state == wanted; }; };
        const auto waiting = [this](State state) { return waits(state); };
        const QRectF created = box(State::Created), ready = box(State::Ready), running = box(State::Running), done = box(State::Done);
        const double up = ready.top() + ready.height() * 0.3, down = ready.top() + ready.height() * 0.65;
        const double word = m_line * 0.5;
        const auto between = [](const QRectF& a, const QRectF& b) { return (a.right() + b.left()) / 2; };
        const double gap = ready.left() - created.right();
        arrow({{created.right(), up}, {ready.left(), up}}, say(QT_TRANSLATE_NOOP("render", "start")), {between(created, ready), up - word},
              Align::Center, took(is(State::Created), is(State::Ready)) || took(is(State::Created), is(State::Running)), gap);
        arrow({{ready.right(), up}, {running.left(), up}}, say(QT_TRANSLATE_NOOP("render", "CPU")), {between(ready, running), up - word},
              Align::Center, took(is(State::Ready), is(State::Running)), gap);
        arrow({{running.left(), down}, {ready.right(), down}}, say(QT_TRANSLATE_NOOP("render", "no CPU")), {between(ready, running), down + word},
              Align::Center, took(is(State::Running), is(State::Ready)), gap);
        const double middle = (running.bottom() + m_frame.top()) / 2;
        const double runX = running.center().x(), readyX = ready.center().x();
        arrow({{runX, running.bottom()}, {runX, m_frame.top()}}, say(QT_TRANSLATE_NOOP("render", "must wait")), {runX - 6, middle}, Align::Right,
              took(is(State::Running), waiting));
        arrow({{readyX, m_frame.top()}, {readyX, ready.bottom()}}, say(QT_TRANSLATE_NOOP("render", "can go on")), {readyX - 6, middle},
              Align::Right, took(waiting, is(State::Ready)) || took(waiting, is(State::Running)));
        const auto ended = [](State state) { return state == State::Done || state == State::Failed; };
        const bool takenToEnd = took([&](State state) { return !ended(state); }, ended);
        if (wide) {
            arrow({{running.right(), up}, {done.left(), up}}, say(QT_TRANSLATE_NOOP("render", "end")), {between(running, done), up - word},
                  Align::Center, takenToEnd, gap);
        } else { // around the waits, at the right edge
            const double x = m_frame.right() + 3;
            arrow({{running.right(), down}, {x, down}, {x, done.center().y()}, {done.right(), done.center().y()}},
                  say(QT_TRANSLATE_NOOP("render", "end")), {done.left() - 8, done.center().y()}, Align::Right, takenToEnd);
        }
    }

    void drawBox(State state) {
        Layer& layer = m_scene.layers[2];
        const QRectF rect = box(state);
        const std::size_t count = countOf(state);
        const bool here = m_states.followed && m_states.now && (*m_states.now == state || (state == State::Done && *m_states.now == State::Failed));
        const Tag tag{What::LegendEntry, {}, {}, model::NoEvent, -1, static_cast<std::uint32_t>(state)};
        layer.boxes.push_back({rect, Role::Background, Form::Solid, false, 6, here ? 3.0F : 1.2F,
                               here ? Role::Selection : count > 0 ? Role::TextDim
                                                                  : Role::Edge,
                               tag});
        const double head = std::round(24 * m_scale);
        const QRectF sample(rect.left() + 6, rect.top() + 5, std::round(12 * m_scale), head - 8);
        const Ink ink = roleOf(state);
        layer.boxes.push_back({barRect(sample, state, sample.left(), sample.right()), ink, formOf(state), m_theme.outlined(ink.role), 0, 1,
                               Role::Transparent, tag});
        const QString number = count > 0 ? QString::number(count) : QString();
        const double numberWidth = m_measure.width(number, Type::SmallBold) + 2;
        addText(layer, m_measure, stateName(state), QRectF(sample.right() + 5, rect.top() + 2, rect.right() - 5 - (count > 0 ? numberWidth + 1 : 0) - sample.right() - 5, head),
                Type::SmallBold, count > 0 ? Role::Text : Role::TextDim, Align::Left, tag);
        addText(layer, m_measure, number, QRectF(rect.right() - 6 - numberWidth, rect.top() + 2, numberWidth, head), Type::SmallBold, Role::Text,
                Align::Right, tag);
        double y = rect.top() + head;
        const std::vector<LaneId> lanes = lanesOf(state);
        const std::size_t shown = named(state);
        for (std::size_t i = 0; i < shown; ++i, y += m_line)
            drawLane(lanes[i], QRectF(rect.left() + 8, y, rect.width() - 14, m_line));
        if (count > shown)
            addText(layer, m_measure,
                    shown == 0 ? say(QT_TRANSLATE_NOOP("render", "%1 lanes")).arg(count)
                               : say(QT_TRANSLATE_NOOP("render", "and %1 more")).arg(count - shown),
                    QRectF(rect.left() + 8, y, rect.width() - 14, m_line), Type::Small, Role::TextDim, Align::Left, tag);
    }

    void drawLane(LaneId id, const QRectF& place) {
        Layer& layer = m_scene.layers[2];
        const Tag tag{What::LaneHeader, id, {}, model::NoEvent, -1, 1};
        if (id == m_states.followed)
            layer.boxes.push_back({place.adjusted(-3, 0, 3, 0), Role::SelectionTint, Form::Solid, false, 3, 1, Role::Transparent, tag});
        const double high = std::round(m_line * 0.6);
        layer.boxes.push_back({QRectF(place.left(), place.center().y() - high / 2, std::round(4 * m_scale), high), chipOf(m_model, id), Form::Solid, false,
                               2, 1, Role::Transparent, tag});
        addText(layer, m_measure, shownName(m_model, id), place.adjusted(std::round(9 * m_scale), 0, 0, 0), Type::Small, Role::Text, Align::Left,
                tag);
    }

    const model::Model& m_model;
    const StatesNow& m_states;
    const Theme& m_theme;
    TypeMeasure m_measure;
    double m_scale;
    QSizeF m_size;
    double m_line;      ///< height of a lane's name
    int m_rowLines = 0; ///< names that a box has room for
    double m_bottom = 0;
    Plan m_plan;
    std::array<QRectF, model::StateCount> m_boxes;
    QRectF m_frame; ///< around all kinds of waiting
    Scene m_scene;
};

} // namespace

StatesNow statesAt(const model::Model& model, Nanos time, LaneId followed) {
    StatesNow states;
    states.followed = followed;
    for (const LaneId id : model.lanes()) {
        const Lane& lane = *model.lane(id);
        if (lane.kind == trace::LaneKind::Process)
            continue;
        states.coroutines = states.coroutines || lane.kind == trace::LaneKind::Coroutine;
        const Step step = stepAt(model, lane, time);
        if (!step.now)
            continue;
        const std::size_t place = placeOf(*step.now);
        ++states.counts[place];
        // The followed lane is named wherever it is.
        if (states.lanes[place].size() < StatesNow::MostNamed || id == followed)
            states.lanes[place].push_back(id);
        if (id == followed) {
            states.now = step.now;
            states.before = step.before;
        }
    }
    for (auto& lanes : states.lanes)
        if (const auto found = std::find(lanes.begin(), lanes.end(), followed); found != lanes.end())
            std::rotate(lanes.begin(), found, found + 1);
    return states;
}

Scene layoutStates(const model::Model& model, const StatesNow& states, QSizeF size, const Theme& theme) {
    return StatesPicture(model, states, size, theme).make();
}

} // namespace braid::render
