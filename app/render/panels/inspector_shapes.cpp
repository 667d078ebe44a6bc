#include "app/render/lanes/lane_marks.h"
#include "app/render/panels/inspector_page.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/translate.h"
#include "engine/model/text/sentence.h"

#include <QLocale>

#include <cmath>
#include <string_view>

namespace braid::render {

namespace {

using trace::ObjectKind;

/// So many slots, tokens or rows are drawn, the rest is counted.
constexpr std::size_t MostShapes = 60;

QString number(std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }

void more(InspectorPage& page, std::size_t count) {
    if (count > MostShapes)
        page.words(say(QT_TRANSLATE_NOOP("render", "and %1 more")).arg(count - MostShapes), Type::Small, Role::TextDim);
}

Tag itemTag(const InspectorPage& page, const analysis::ItemState& item) {
    return {What::ObjectMark, item.by, page.object.id, item.put, -1, 1};
}

// The one owner in a box, or "free".
void layoutLock(InspectorPage& page) {
    double x = page.left();
    const auto& owners = page.then.owners;
    if (owners.empty()) {
        page.cell(x, say(QT_TRANSLATE_NOOP("render", "free")), Role::Edge, Form::DashedOutline, {}, 80 * page.scale());
    } else if (page.object.kind == ObjectKind::RecursiveMutex) {
        // As often as it was taken: one box for each.
        const auto depth = static_cast<std::size_t>(std::max<std::int64_t>(page.then.depth, 1));
        for (std::size_t i = 0; i < depth && i < MostShapes; ++i)
            page.cell(x, shownName(page.model, owners.front().lane) + QStringLiteral(" · ") + number(static_cast<std::int64_t>(i) + 1),
                      chipOf(page.model, owners.front().lane), Form::Solid, {What::LaneHeader, owners.front().lane, {}, owners.front().acquired, -1, 1});
    } else {
        page.cell(x, shownName(page.model, owners.front().lane), chipOf(page.model, owners.front().lane), Form::Solid,
                  {What::LaneHeader, owners.front().lane, {}, owners.front().acquired, -1, 1}, 80 * page.scale());
    }
    page.endRow(x);
}

// Readers on one side, the writer on the other.
void layoutSides(InspectorPage& page) {
    for (const bool shared : {false, true}) {
        page.words(shared ? say(QT_TRANSLATE_NOOP("render", "Readers")) : say(QT_TRANSLATE_NOOP("render", "Writer")), Type::Small,
                   Role::TextDim);
        double x = page.left();
        std::size_t count = 0;
        for (const analysis::OwnerState& owner : page.then.owners)
            if (owner.shared == shared && count++ < MostShapes)
                page.cell(x, shownName(page.model, owner.lane), chipOf(page.model, owner.lane), Form::Solid,
                          {What::LaneHeader, owner.lane, {}, owner.acquired, -1, 1});
        if (count == 0)
            page.cell(x, say(QT_TRANSLATE_NOOP("render", "none")), Role::Edge, Form::DashedOutline, {}, 60 * page.scale());
        page.endRow(x);
    }
}

// Tokens: taken ones in the colour of who has them, free ones as rings.
void layoutTokens(InspectorPage& page) {
    const double size = std::round(18 * page.scale());
    double x = page.left();
    std::size_t drawn = 0;
    const auto token = [&](Ink ink, Glyph glyph, const Tag& tag) {
        if (++drawn > MostShapes)
            return;
        if (x > page.left() && x + size > page.right()) {
            x = page.left();
            page.y += size + 6;
        }
        page.layer.marks.push_back({QPointF(x + size / 2, page.y + size / 2), static_cast<float>(size), glyph, ink, tag});
        x += size + 6;
    };
    for (const analysis::OwnerState& owner : page.then.owners)
        token(chipOf(page.model, owner.lane), Glyph::Disc, {What::LaneHeader, owner.lane, {}, owner.acquired, -1, 1});
    for (std::int64_t i = 0; i < page.then.freePermits && drawn <= MostShapes; ++i)
        token(Role::TextDim, Glyph::Token, {});
    page.y += size + 6;
    page.words(say(QT_TRANSLATE_NOOP("render", "%1 of %2 free"))
                   .arg(number(page.then.freePermits), number(page.object.initial)));
}

void layoutFlag(InspectorPage& page) {
    double x = page.left();
    const bool up = page.then.depth > 0;
    page.cell(x, up ? say(QT_TRANSLATE_NOOP("render", "set")) : say(QT_TRANSLATE_NOOP("render", "not set")),
              up ? Role::Flag : Role::Edge, up ? Form::Solid : Form::DashedOutline, {}, 80 * page.scale());
    page.endRow(x);
}

void layoutLastSignal(InspectorPage& page) {
    if (page.then.lastSignal == model::NoEvent)
        return;
    const auto& entry = page.model.log()[page.then.lastSignal];
    page.words(translated(model::describe(page.model, page.then.lastSignal)) + QStringLiteral("  (") +
                   textOf(model::durationText(page.then.at - entry.time)) + QStringLiteral(")"),
               Type::Small, Role::TextDim, {What::ObjectMark, LaneId{entry.lane}, page.object.id, page.then.lastSignal, -1, 1});
}

// Who has come, and who is missing.
void layoutMeeting(InspectorPage& page) {
    double x = page.left();
    std::size_t drawn = 0;
    for (const analysis::WaiterState& waiter : page.then.waiters)
        if (drawn++ < MostShapes)
            page.cell(x, shownName(page.model, waiter.lane), chipOf(page.model, waiter.lane), Form::Solid,
                      {What::LaneHeader, waiter.lane, {}, waiter.event, -1, 1});
    const auto places = static_cast<std::size_t>(std::max<std::int64_t>(page.then.expected, 0));
    for (std::size_t i = 0; page.then.waiters.size() + i < places && drawn < MostShapes; ++i, ++drawn) {
        const bool known = i < page.then.missing.size();
        page.cell(x, known ? shownName(page.model, page.then.missing[i]) : QStringLiteral("?"), Role::Edge, Form::DashedOutline,
                  known ? Tag{What::LaneHeader, page.then.missing[i], {}, model::NoEvent, -1, 1} : Tag{});
    }
    page.endRow(x);
    page.words(say(QT_TRANSLATE_NOOP("render", "%1 of %2 have come · they have met %3 times"))
                   .arg(number(page.then.depth), number(page.then.expected), number(static_cast<std::int64_t>(page.then.generation))));
}

void layoutCount(InspectorPage& page) {
    page.words(number(page.then.depth), Type::Title);
    if (page.object.initial > 0)
        page.words(say(QT_TRANSLATE_NOOP("render", "left of %1")).arg(number(page.object.initial)), Type::Small, Role::TextDim);
}

void layoutCounter(InspectorPage& page) {
    const std::string_view unit = page.model.unitOf(page.object.id);
    page.words(number(page.then.depth) + (unit.empty() ? QString() : u' ' + textOf(unit)), Type::Title);
}

// The slots: the next one to leave first, free ones dashed.
void layoutSlots(InspectorPage& page) {
    const bool priorities = page.object.kind == ObjectKind::PriorityQueue;
    const auto& items = page.then.items;
    double x = page.left();
    for (std::size_t i = 0; i < items.size() && i < MostShapes; ++i) {
        QString text = items[i].label.empty() ? QStringLiteral("#") + QString::number(items[i].number) : textOf(items[i].label);
        if (priorities)
            text = QString::number(items[i].priority) + QStringLiteral(" │ ") + text;
        page.cell(x, text, Role::Depth, Form::Solid, itemTag(page, items[i]), 26 * page.scale());
    }
    const auto capacity = static_cast<std::size_t>(std::max<std::int64_t>(page.object.initial, 0));
    for (std::size_t i = items.size(); i < capacity && i < MostShapes; ++i)
        page.cell(x, {}, Role::Edge, Form::DashedOutline, {}, 26 * page.scale());
    if (items.empty() && capacity == 0)
        page.cell(x, say(QT_TRANSLATE_NOOP("render", "empty")), Role::Edge, Form::DashedOutline, {}, 60 * page.scale());
    page.endRow(x);
    more(page, std::max(items.size(), capacity));
    QString text = capacity > 0 ? say(QT_TRANSLATE_NOOP("render", "%1 of %2")).arg(number(static_cast<std::int64_t>(items.size())), number(page.object.initial))
                                : say(QT_TRANSLATE_NOOP("render", "%1 in it")).arg(number(static_cast<std::int64_t>(items.size())));
    if (page.then.unfinishedCounts)
        text += QStringLiteral(" · ") + say(QT_TRANSLATE_NOOP("render", "%1 unfinished")).arg(number(page.then.unfinished));
    page.words(text);
}

// A gauge of bytes, one piece for each put.
void layoutBytes(InspectorPage& page) {
    std::uint64_t inside = 0;
    for (const analysis::ItemState& item : page.then.items)
        inside += item.priority;
    const auto capacity = static_cast<double>(std::max<std::int64_t>(page.object.initial, static_cast<std::int64_t>(inside)));
    const QRectF gauge(page.left(), page.y, page.right() - page.left(), std::round(24 * page.scale()));
    page.layer.boxes.push_back({gauge, Role::Edge, Form::Outline, false, 3, 1.2F, Role::Transparent, {}});
    double x = gauge.left();
    for (const analysis::ItemState& item : page.then.items) {
        const double wide = capacity > 0 ? gauge.width() * item.priority / capacity : 0;
        addClipped(page.layer, {QRectF(x, gauge.top() + 2, std::max(1.0, wide - 1), gauge.height() - 4), Role::Depth, Form::Solid, false, 0, 1, Role::Transparent, itemTag(page, item)},
                   gauge);
        x += wide;
    }
    page.y = gauge.bottom() + 6;
    page.words(say(QT_TRANSLATE_NOOP("render", "%1 of %2 bytes"))
                   .arg(number(static_cast<std::int64_t>(inside)), number(page.object.initial)));
}

void layoutVariable(InspectorPage& page) {
    if (!page.then.lastWrite) {
        page.words(say(QT_TRANSLATE_NOOP("render", "not touched yet")), Type::Normal, Role::TextDim);
        return;
    }
    const trace::Event event = page.model.event(*page.then.lastWrite);
    page.words(valueText(event), Type::Title, Role::Text,
               {What::ObjectMark, event.lane, page.object.id, *page.then.lastWrite, -1, 1});
    page.words(translated(model::describe(page.model, *page.then.lastWrite)), Type::Small, Role::TextDim);
}

QString readyWord(std::uint32_t what) {
    QStringList words;
    if (what & trace::ReadyToRead)
        words << say(QT_TRANSLATE_NOOP("render", "read"));
    if (what & trace::ReadyToWrite)
        words << say(QT_TRANSLATE_NOOP("render", "write"));
    return words.join(u'+');
}

// The table of what is registered: descriptor, what for, what it is called, how often and when it was ready.
void layoutTable(InspectorPage& page) {
    const double all = page.right() - page.left();
    const std::array<double, 5> shares{0.1, 0.24, 0.3, 0.14, 0.22};
    const auto row = [&](const std::array<QString, 5>& texts, Type type, Ink ink) {
        double x = page.left();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            addText(page.layer, page.measure, texts[i], QRectF(x, page.y, all * shares[i] - 4, page.line()), type, ink,
                    i == 3 ? Align::Right : Align::Left);
            x += all * shares[i] + (i == 3 ? 6 : 0);
        }
        page.y += page.line();
    };
    page.words(say(QT_TRANSLATE_NOOP("render", "watches %1")).arg(number(static_cast<std::int64_t>(page.then.watched.size()))));
    if (!page.then.watched.empty())
        row({say(QT_TRANSLATE_NOOP("render", "fd")), say(QT_TRANSLATE_NOOP("render", "for")),
             say(QT_TRANSLATE_NOOP("render", "name")), say(QT_TRANSLATE_NOOP("render", "ready")),
             say(QT_TRANSLATE_NOOP("render", "last"))},
            Type::SmallBold, Role::TextDim);
    for (std::size_t i = 0; i < page.then.watched.size() && i < MostShapes; ++i) {
        const analysis::WatchThen& watch = page.then.watched[i];
        row({QString::number(watch.fd), readyWord(watch.what), shownName(page.model, watch.label), number(static_cast<std::int64_t>(watch.ready)),
             watch.lastReady < 0 ? QStringLiteral("–") : textOf(model::durationText(page.then.at - watch.lastReady))},
            Type::Small, Role::Text);
    }
    more(page, page.then.watched.size());
}

void layoutWorkers(InspectorPage& page) {
    if (page.then.tasks.empty())
        return;
    page.heading(say(QT_TRANSLATE_NOOP("render", "At work: %1")).arg(page.then.tasks.size()));
    for (std::size_t i = 0; i < page.then.tasks.size() && i < MostShapes; ++i) {
        const analysis::TaskThen& task = page.then.tasks[i];
        page.lane(task.lane, (task.label.empty() ? QString::number(task.number) : textOf(task.label)) + QStringLiteral(" · ") +
                                 textOf(model::durationText(page.then.at - task.since)));
    }
    more(page, page.then.tasks.size());
}

void layoutTraffic(InspectorPage& page) {
    page.words(say(QT_TRANSLATE_NOOP("render", "%1 bytes received")).arg(number(static_cast<std::int64_t>(page.then.bytesIn))));
    page.words(say(QT_TRANSLATE_NOOP("render", "%1 bytes sent")).arg(number(static_cast<std::int64_t>(page.then.bytesOut))));
    page.words(say(QT_TRANSLATE_NOOP("render", "%1 calls in vain")).arg(number(static_cast<std::int64_t>(page.then.failedCalls))));
}

} // namespace

void layoutStructure(InspectorPage& page) {
    switch (page.object.kind) {
    case ObjectKind::Mutex:
    case ObjectKind::TimedMutex:
    case ObjectKind::RecursiveMutex:
    case ObjectKind::Once:
    case ObjectKind::InterpreterLock:
        layoutLock(page);
        break;
    case ObjectKind::SharedMutex:
        layoutSides(page);
        break;
    case ObjectKind::Semaphore:
    case ObjectKind::BoundedSemaphore:
        layoutTokens(page);
        break;
    case ObjectKind::Event:
        layoutFlag(page);
        layoutLastSignal(page);
        break;
    case ObjectKind::ConditionVariable:
    case ObjectKind::Futex:
        layoutLastSignal(page);
        break;
    case ObjectKind::Barrier:
        layoutMeeting(page);
        break;
    case ObjectKind::Latch:
        layoutCount(page);
        layoutLastSignal(page);
        break;
    case ObjectKind::Queue:
    case ObjectKind::LifoQueue:
    case ObjectKind::PriorityQueue:
    case ObjectKind::ProcessQueue:
    case ObjectKind::Channel:
        layoutSlots(page);
        break;
    case ObjectKind::Pool:
        layoutSlots(page);
        layoutWorkers(page);
        break;
    case ObjectKind::Pipe:
        layoutBytes(page);
        break;
    case ObjectKind::Variable:
        layoutVariable(page);
        break;
    case ObjectKind::Loop:
        layoutTable(page);
        layoutWorkers(page);
        break;
    case ObjectKind::Server:
        layoutWorkers(page);
        break;
    case ObjectKind::Descriptor:
        layoutTraffic(page);
        break;
    case ObjectKind::Counter:
        layoutCounter(page);
        break;
    case ObjectKind::Lane:
    case ObjectKind::Inside:
        break;
    }
}

} // namespace braid::render
