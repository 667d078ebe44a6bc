#include "app/render/panels/legend.h"
#include "app/render/scene/state_form.h"

#include "app/render/objects/object_events.h"
#include "app/render/objects/object_slots.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "engine/model/query/processors.h"
#include "engine/model/query/shared_value.h"
#include "engine/trace/event_traits.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <optional>

namespace braid::render {

namespace {

constexpr std::size_t MostMarksLookedAt = 20'000; ///< marks of a lane that are looked at, at most

QString arrowName(model::ArrowKind kind, const LegendContent& content) {
    if (kind == model::ArrowKind::Start && content.forks)
        return content.threads ? QCoreApplication::translate("render", "starts, forks") : QCoreApplication::translate("render", "forks");
    if (kind == model::ArrowKind::Join && content.reaps)
        return content.joins ? QCoreApplication::translate("render", "is joined, is reaped") : QCoreApplication::translate("render", "is reaped");
    constexpr const char* Names[] = {
        QT_TRANSLATE_NOOP("render", "starts"),
        QT_TRANSLATE_NOOP("render", "hands over"),
        QT_TRANSLATE_NOOP("render", "wakes"),
        QT_TRANSLATE_NOOP("render", "is joined"),
        QT_TRANSLATE_NOOP("render", "passes on"),
        QT_TRANSLATE_NOOP("render", "resumes"),
        QT_TRANSLATE_NOOP("render", "sends a signal"),
        QT_TRANSLATE_NOOP("render", "flows on"),
    };
    return QCoreApplication::translate("render", Names[static_cast<std::size_t>(kind)]);
}

LaneId processOf(const model::Model& model, LaneId id) {
    const model::Lane* lane = model.lane(id);
    for (int depth = 0; lane && lane->kind != trace::LaneKind::Process && depth < DeepestTree; ++depth)
        lane = model.lane(lane->parent);
    return lane ? lane->id : LaneId{};
}

Sign signOfIo(const trace::Event& event) {
    const auto result = static_cast<std::int64_t>(event.a);
    const auto call = static_cast<trace::IoCall>(event.b >> trace::IoCallShift);
    if (result == -EAGAIN || result == -EINTR)
        return Sign::WouldBlock;
    if (endsInOrder(call, result))
        return Sign::Ended;
    if (result < 0)
        return Sign::Failed;
    return call == trace::IoCall::Send ? Sign::Write : Sign::Read;
}

/// What the mark of an event on a lane or a descriptor is called; nothing where it is explained elsewhere, or leaves none.
std::optional<Sign> signOf(const trace::Event& event) {
    if (event.kind == trace::EventKind::FdReady)
        return Sign::Ready;
    if (event.kind == trace::EventKind::Watch)
        return Sign::WatchBegin;
    if (event.kind == trace::EventKind::Unwatch)
        return Sign::Ended;
    switch (trace::traitsOf(event.kind).mark) {
    case trace::EventMark::Note: // also of the kinds without a mark
        return event.kind == trace::EventKind::Note ? std::optional(Sign::Note) : std::nullopt;
    case trace::EventMark::Fault: // of lanes that were killed, too, whose ends have a sign of their own
        return event.kind == trace::EventKind::Fault ? std::optional(Sign::Misuse) : std::nullopt;
    case trace::EventMark::Print:
        return Sign::Print;
    case trace::EventMark::Read:
        return Sign::Read;
    case trace::EventMark::Write:
        return Sign::Write;
    case trace::EventMark::TimedOut:
        return Sign::TimedOut;
    case trace::EventMark::Signal:
        return Sign::Signal;
    case trace::EventMark::Io:
        return signOfIo(event);
    case trace::EventMark::Wake:
        break;
    }
    return std::nullopt;
}

/// The signs of [from, to] on lanes and on the rows of descriptors.
std::set<Sign> signsOf(const model::Model& model, const std::vector<Row>& objects, model::Nanos from, model::Nanos to) {
    std::set<Sign> signs;
    const auto add = [&](const model::Events& events) {
        std::size_t looked = 0;
        for (const model::EventIndex event : model.eventsIn(events, from, to + 1)) {
            if (looked++ == MostMarksLookedAt)
                break;
            if (const auto sign = signOf(model.event(event)))
                signs.insert(*sign);
        }
    };
    for (LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        add(lane.marks().all());
        if (!lane.tasks().empty() && lane.tasks().front().begin <= to)
            signs.insert(Sign::Task);
        if (lane.ended == model::Open || lane.cutOff || lane.ended < from || lane.ended > to || lane.intervals().empty() ||
            lane.end == model::End::NotRecorded)
            continue;
        signs.insert(stateAfterEnd(model, lane) == model::State::Done ? Sign::Ended : Sign::Killed);
    }
    for (const Row& row : objects)
        if (const model::Object* object = model.object(row.object); object && !row.folded && (object->kind == trace::ObjectKind::Descriptor || object->kind == trace::ObjectKind::Loop))
            add(object->events());
    return signs;
}

bool givesListAgain(const model::Model& model, const model::Object& loop, model::Nanos from, model::Nanos to) {
    std::size_t looked = 0;
    for (const model::EventIndex event : model.eventsIn(loop.events(), from, to + 1)) {
        if (model.log()[event].kind == trace::EventKind::IoEnd)
            return givesWholeList(model.event(event));
        if (++looked == MostMarksLookedAt)
            break;
    }
    return false;
}

/// What the bars and curves in the row of an object are.
std::set<Sign> formsOf(const model::Model& model, const model::Object& object, model::Nanos from, model::Nanos to) {
    const auto happened = [&](auto wanted) {
        std::size_t looked = 0;
        for (const model::EventIndex event : model.eventsIn(object.events(), from, to + 1))
            if (wanted(model.log()[event].kind) || ++looked == MostMarksLookedAt)
                return true;
        return false;
    };
    std::set<Sign> signs;
    switch (object.kind) {
    case trace::ObjectKind::Lane:
    case trace::ObjectKind::Descriptor:
        break;
    case trace::ObjectKind::Event:
        signs.insert(Sign::Flag);
        break;
    case trace::ObjectKind::Variable:
        if (happened([](trace::EventKind kind) { return trace::writesValue(kind); }))
            signs.insert(Sign::Value);
        if (const auto first = model::firstValueOf(model.log(), object); first && first->until > from && object.created < to)
            signs.insert(Sign::FirstValue);
        break;
    default:
        if (object.ownable() && (object.exclusive() || ownerSlots(object) > 1)) {
            if (!object.holdingsIn(from, to + 1).empty())
                signs.insert(Sign::Holder);
        } else if (itemSlots(object) == 0) {
            if (object.maxDepth > 0)
                signs.insert(Sign::Depth);
        } else if (object.kind == trace::ObjectKind::Loop) {
            signs.insert(Sign::Watched);
            if (givesListAgain(model, object, from, to))
                signs.insert(Sign::GivenAgain);
        } else if (happened([](trace::EventKind kind) { return kind == trace::EventKind::Put || kind == trace::EventKind::Get; })) {
            signs.insert(Sign::Item);
        }
        if (object.queue() && object.initial > 0 && object.initial <= std::max(itemSlots(object), 1))
            signs.insert(Sign::Bound);
        if (object.unfinishedCounts)
            signs.insert(Sign::Unfinished);
    }
    return signs;
}

/// A thread ran on a processor of which is not known which one it was.
bool ranElsewhere(const model::Model& model, model::Nanos from, model::Nanos to) {
    std::size_t looked = 0;
    for (const LaneId id : model.lanes()) {
        const model::Lane* lane = model.lane(id);
        if (!lane || lane->kind != trace::LaneKind::Thread)
            continue;
        for (const model::Interval& interval : lane->intervals(from, to))
            if (++looked == MostMarksLookedAt || (interval.state == model::State::Running && !model::processorOf(model, *lane, interval)))
                return true;
    }
    return false;
}

/// What the rows of objects and processors show.
std::set<Sign> formsOf(const model::Model& model, const std::vector<Row>& rows, model::Nanos from, model::Nanos to) {
    std::set<Sign> signs;
    for (const Row& row : rows) {
        if (row.processor) {
            signs.insert(Sign::OnProcessor);
            if (ranElsewhere(model, from, to))
                signs.insert(Sign::Elsewhere);
        } else if (row.folded) {
            signs.insert(Sign::Share);
        } else if (const model::Object* object = model.object(row.object)) {
            signs.merge(formsOf(model, *object, from, to));
        }
    }
    return signs;
}

struct SignLook {
    Glyph glyph;
    Ink ink;
    const char* words;
};

SignLook lookOf(Sign sign) {
    const Ink holder(Role::Chip, 1); // of any lane
    switch (sign) {
    case Sign::Print:
        return {Glyph::Square, Role::MarkPrint, QT_TRANSLATE_NOOP("render", "prints")};
    case Sign::Note:
        return {Glyph::Flag, Role::MarkNote, QT_TRANSLATE_NOOP("render", "note")};
    case Sign::Read:
        return {Glyph::Circle, Role::MarkRead, QT_TRANSLATE_NOOP("render", "reads")};
    case Sign::Write:
        return {Glyph::Disc, Role::MarkWrite, QT_TRANSLATE_NOOP("render", "writes")};
    case Sign::TimedOut:
        return {Glyph::Hourglass, Role::MarkTimeOut, QT_TRANSLATE_NOOP("render", "gave up")};
    case Sign::WouldBlock:
        return {Glyph::Token, Role::IoWait, QT_TRANSLATE_NOOP("render", "nothing yet (EAGAIN)")};
    case Sign::Signal:
        return {Glyph::Bolt, Role::ArrowSignal, QT_TRANSLATE_NOOP("render", "signal")};
    case Sign::Misuse:
        return {Glyph::Bolt, Role::MarkFault, QT_TRANSLATE_NOOP("render", "misuse")};
    case Sign::Failed:
        return {Glyph::Cross, Role::MarkFault, QT_TRANSLATE_NOOP("render", "call failed")};
    case Sign::Ready:
        return {Glyph::TriangleUp, Role::ArrowWake, QT_TRANSLATE_NOOP("render", "found ready")};
    case Sign::WatchBegin:
        return {Glyph::Flag, Role::MarkNote, QT_TRANSLATE_NOOP("render", "watched from here on")};
    case Sign::Ended:
        return {Glyph::EndCap, Role::TextDim, QT_TRANSLATE_NOOP("render", "end")};
    case Sign::Killed:
        return {Glyph::Cross, Role::Failed, QT_TRANSLATE_NOOP("render", "killed, crashed or failed")};
    case Sign::Finding:
        return {Glyph::TriangleDown, Role::Finding, QT_TRANSLATE_NOOP("render", "finding")};
    case Sign::LostWrite:
        return {Glyph::Cross, Role::Finding, QT_TRANSLATE_NOOP("render", "lost write")};
    case Sign::Task:
        return {Glyph::Square, Role::Task, QT_TRANSLATE_NOOP("render", "a piece of work")};
    case Sign::Holder:
        return {Glyph::Square, holder, QT_TRANSLATE_NOOP("render", "who holds it")};
    case Sign::Item:
        return {Glyph::Square, holder, QT_TRANSLATE_NOOP("render", "an item, from put to get, in the colour of its putter")};
    case Sign::Watched:
        return {Glyph::Square, holder, QT_TRANSLATE_NOOP("render", "watched, or under way")};
    case Sign::GivenAgain:
        return {Glyph::Square, holder, QT_TRANSLATE_NOOP("render", "cut: the whole list is given to the call again")};
    case Sign::Unfinished:
        return {Glyph::Square, Role::Unfinished, QT_TRANSLATE_NOOP("render", "not worked off")};
    case Sign::Depth:
        return {Glyph::Square, Role::Depth, QT_TRANSLATE_NOOP("render", "how many or how much")};
    case Sign::Bound:
        return {Glyph::Square, Role::TextDim, QT_TRANSLATE_NOOP("render", "full")};
    case Sign::Flag:
        return {Glyph::Square, Role::Flag, QT_TRANSLATE_NOOP("render", "set")};
    case Sign::Value:
        return {Glyph::Square, Role::Value, QT_TRANSLATE_NOOP("render", "value")};
    case Sign::FirstValue:
        return {Glyph::Square, Role::Value, QT_TRANSLATE_NOOP("render", "value at first")};
    case Sign::Share:
        return {Glyph::Square, Role::Depth, QT_TRANSLATE_NOOP("render", "how many of them are in use")};
    case Sign::OnProcessor:
        return {Glyph::Square, holder, QT_TRANSLATE_NOOP("render", "who runs on it")};
    case Sign::Elsewhere:
        return {Glyph::Square, roleOf(model::State::NotRecorded), QT_TRANSLATE_NOOP("render", "ran, on which processor is not known")};
    case Sign::CriticalPath:
        break;
    }
    return {Glyph::Square, Role::CriticalPath, QT_TRANSLATE_NOOP("render", "critical path")};
}

/// A piece of an object's row.
void layoutForm(Layer& layer, Sign sign, Ink ink, const QRectF& at) {
    const double middle = std::round(at.center().y());
    const QRectF bar(at.left() + 2, middle - 4, at.width() - 4, 9);
    if (sign == Sign::Bound) {
        layer.lines.push_back({{bar.topLeft() + QPointF(0, 0.5), bar.topRight() + QPointF(0, 0.5)}, 2, false, Dash::Dashed, ink, 1, 0.6F, Cap::None, {}});
        return;
    }
    if (sign == Sign::Depth || sign == Sign::Unfinished || sign == Sign::Share) { // a stair
        Profile profile;
        profile.baseline = bar.bottom();
        profile.ink = ink;
        const double half = std::round(bar.center().x());
        profile.points = {bar.topLeft(), {half, bar.top()}, {half, middle}, {bar.right(), middle}};
        layer.profiles.push_back(std::move(profile));
        return;
    }
    if (sign == Sign::GivenAgain) { // a bar with a gap
        const double half = std::round(bar.center().x());
        for (const QRectF& part : {QRectF(bar.topLeft(), QPointF(half - 1, bar.bottom())), QRectF(QPointF(half + 1, bar.top()), bar.bottomRight())})
            layer.boxes.push_back({part, ink, Form::Solid, false, 2, 1, Role::Transparent, {}});
        return;
    }
    const Form form = sign == Sign::FirstValue ? Form::Outline : sign == Sign::Elsewhere ? formOf(model::State::NotRecorded)
                                                                                         : Form::Solid;
    layer.boxes.push_back({bar, ink, form, false, 2, 1, Role::Transparent, {}});
}

} // namespace

bool readyMeasured(const model::Model& model) {
    return std::none_of(model.info().begin(), model.info().end(), [](const auto& pair) {
        return pair.first == trace::ReadyInfo && pair.second == trace::ReadyNotMeasured;
    });
}

QString runningName(bool measured) {
    return measured ? stateName(model::State::Running)
                    : QCoreApplication::translate("render", "running or ready (not measured here)");
}

LegendContent legendOf(const model::Model& model, const analysis::Findings& findings, const ViewState& view) {
    const model::Nanos from = view.from, to = view.to;
    LegendContent content;
    if (!readyMeasured(model))
        content.words[model::State::Running] = runningName(false);
    content.words[model::State::Idle] = QCoreApplication::translate("render", "idle at its queue");
    for (LaneId id : model.lanes()) {
        const model::Lane* lane = model.lane(id);
        if (!lane)
            continue;
        for (const model::Interval& interval : lane->intervals(from, to)) {
            content.states.insert(interval.shown());
            if (content.states.size() == model::StateCount)
                break;
        }
    }
    for (const model::Arrow& arrow : model.arrowsIn(from, to + 1)) {
        content.arrows.insert(arrow.kind);
        if (arrow.kind != model::ArrowKind::Start && arrow.kind != model::ArrowKind::Join)
            continue;
        const bool same = processOf(model, LaneId{model.log()[arrow.from].lane}) == processOf(model, LaneId{model.log()[arrow.to].lane});
        bool& which = arrow.kind == model::ArrowKind::Start ? (same ? content.threads : content.forks) : (same ? content.joins : content.reaps);
        which = true;
    }
    const std::vector<Row> objects = objectRows(model, view, Theme::light());
    content.signs = signsOf(model, objects, from, to);
    content.signs.merge(formsOf(model, objects, from, to));
    if (std::any_of(findings.all().begin(), findings.all().end(),
                    [&](const analysis::Finding& finding) { return finding.at >= from && finding.at <= to; }))
        content.signs.insert(Sign::Finding);
    if (std::any_of(findings.all().begin(), findings.all().end(), [&](const analysis::Finding& finding) {
            return std::any_of(finding.lost.begin(), finding.lost.end(), [&](model::EventIndex event) {
                return finding.loss == analysis::UpdateLoss::Overwritten && event < model.log().size() && model.log()[event].time >= from && model.log()[event].time <= to;
            });
        }))
        content.signs.insert(Sign::LostWrite);
    content.stuck = std::any_of(findings.all().begin(), findings.all().end(), [&](const analysis::Finding& finding) {
        return finding.cause != analysis::StuckCause::None && finding.at <= to;
    });
    content.breaks = std::any_of(model.breaks().begin(), model.breaks().end(),
                                 [&](const model::Break& each) { return each.at >= from && each.at <= to; });
    return content;
}

Scene layoutLegend(const LegendContent& content, double width, const Theme& theme) {
    const TypeMeasure measure(theme);
    Scene scene;
    scene.layers.resize(1);
    Layer& layer = scene.layers.front();
    const double scale = theme.typeScale();
    const double row = std::round(24 * scale);
    const double sample = std::round(30 * scale);
    double x = 0, y = 0, widest = 0;
    // Makes room for one entry and says where its sample and its words go.
    const auto place = [&](const QString& text) {
        const double words = measure.width(text, Type::Small);
        const double whole = sample + 7 + words + 22 * scale;
        if (x > 0 && x + whole - 22 * scale > width) {
            x = 0;
            y += row;
        }
        const QRectF result(x, y, sample, row);
        x += whole;
        widest = std::max(widest, x);
        return result;
    };
    const auto word = [&](const QString& text, const QRectF& at, const Tag& tag) {
        addText(layer, measure, text, QRectF(at.right() + 7, at.top(), measure.width(text, Type::Small) + 1, row), Type::Small,
                Role::Text, Align::Left, tag);
    };
    for (model::State state : content.states) {
        const auto other = content.words.find(state);
        const QString text = other == content.words.end() ? stateName(state) : other->second;
        const Tag tag{What::LegendEntry, {}, {}, model::NoEvent, -1, static_cast<std::uint32_t>(state)};
        const QRectF at = place(text);
        const Ink ink = roleOf(state);
        layer.boxes.push_back({barRect(at.adjusted(0, 2, 0, -2), state, at.left(), at.right()), ink, formOf(state),
                               theme.outlined(ink.role), 0, 1, Role::Transparent, tag});
        if (state == model::State::Failed)
            layer.marks.push_back({at.center() + QPointF(10, 2), 10, Glyph::Cross, ink, tag});
        if (state == model::State::Done)
            layer.marks.push_back({QPointF(at.left() + 1, at.bottom() - 9), 10, Glyph::EndCap, Role::TextDim, tag});
        word(text, at, tag);
    }
    if (content.stuck) {
        const QString text = QCoreApplication::translate("render", "stuck, with its number in the cycle or hang");
        const QRectF at = place(text);
        const QRectF bar = barRect(at.adjusted(3, 3, -3, -3), model::State::Blocked, at.left() + 3, at.right() - 3);
        layer.boxes.push_back({bar.adjusted(-3, -3, 3, 3), Role::Halo, Form::Solid, false, 5, 1, Role::Transparent, {}});
        layer.boxes.push_back({bar, Role::Blocked, Form::VerticalBars, false, 0, 1, Role::Transparent, {}});
        word(text, at, {});
    }
    if (content.breaks) {
        const QString text = QCoreApplication::translate("render", "the run stood: no run time");
        const QRectF at = place(text);
        layer.boxes.push_back({QRectF(at.center().x() - BreakWidth / 2, at.top() + 3, BreakWidth, at.height() - 6), Role::Break, Form::Zigzag, false, 0, 1, Role::Transparent, {}});
        word(text, at, {});
    }
    for (model::ArrowKind kind : content.arrows) {
        const QString text = arrowName(kind, content);
        const QRectF at = place(text);
        Line line;
        line.points[0] = QPointF(at.left() + 2, at.center().y());
        line.points[1] = QPointF(at.right() - 2, at.center().y());
        line.ink = roleOf(kind);
        line.width = 1.5F;
        line.cap = Cap::Arrow;
        layer.lines.push_back(line);
        word(text, at, {});
    }
    for (const Sign sign : content.signs) {
        const SignLook look = lookOf(sign);
        const QString text = say(look.words);
        const QRectF at = place(text);
        const QPointF middle(std::round(at.center().x()), std::round(at.center().y()));
        if (sign == Sign::Task) { // the bracket
            layer.boxes.push_back({QRectF(at.left() + 2, middle.y() - 2, at.width() - 4, 2), look.ink, Form::Solid, false, 0, 1, Role::Transparent, {}});
            for (const double hook : {at.left() + 2, at.right() - 3})
                layer.boxes.push_back({QRectF(hook, middle.y(), 1, 4), look.ink, Form::Solid, false, 0, 1, Role::Transparent, {}});
        } else if (sign >= Sign::Holder) {
            layoutForm(layer, sign, look.ink, at);
        } else if (sign == Sign::CriticalPath) {
            layer.boxes.push_back({QRectF(at.left() + 2, middle.y() - 1, at.width() - 4, 3), look.ink, Form::Solid, false, 0, 1, Role::Transparent, {}});
        } else {
            layer.marks.push_back({middle, 8, look.glyph, look.ink, {}});
        }
        word(text, at, {});
    }
    scene.size = QSizeF(std::min(widest, width), x > 0 || y > 0 ? y + row : 0);
    return scene;
}

} // namespace braid::render
