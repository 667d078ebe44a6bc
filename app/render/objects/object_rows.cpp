#include "app/render/lanes/lane_marks.h"
#include "app/render/objects/object_row.h"
#include "app/render/objects/object_slots.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/state_form.h"
#include "app/render/scene/words.h"

#include "engine/model/query/seek.h"
#include "engine/model/store/gallop.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

namespace braid::render {

using model::Nanos;
using trace::ObjectKind;

namespace {

bool isLock(ObjectKind kind) {
    return kind == ObjectKind::Mutex || kind == ObjectKind::TimedMutex || kind == ObjectKind::SharedMutex ||
           kind == ObjectKind::InterpreterLock || kind == ObjectKind::Once;
}

bool isSemaphore(ObjectKind kind) { return kind == ObjectKind::Semaphore || kind == ObjectKind::BoundedSemaphore; }

// Where the trace was cut: what became of the object is unknown.
void layoutUnrecorded(ObjectRow& row) {
    const double left = std::round(row.clampX(row.object.recordedUntil)), right = std::round(row.clampX(row.frame.edge));
    if (right <= left)
        return;
    const QRectF rect(left, row.band.top(), right - left, row.band.height());
    row.bars.boxes.push_back({rect, roleOf(model::State::NotRecorded), formOf(model::State::NotRecorded), false, 0, 1, Role::Transparent, {What::Level, {}, row.object.id, model::NoEvent, -1, 1}});
}

} // namespace

void layoutObject(const Frame& frame, const RowPlace& place, const model::Object& object, Layer& bars, Layer& front) {
    ObjectRow row{frame, place, object, bars, front, {}, {}, {}, {}, ObjectColumns(frame, object)};
    const double scale = frame.theme.typeScale();
    const double upperHeight = std::round(11 * scale);
    row.upper = QRectF(place.rect.left(), place.rect.top() + 3, place.rect.width(), upperHeight);
    row.band = QRectF(place.rect.left(), place.rect.top() + 5 + upperHeight, place.rect.width(),
                      place.rect.height() - upperHeight - 8);
    row.items = row.unfinished = row.band;
    if (const double unfinished = unfinishedHeight(object, scale); unfinished > 0) {
        row.unfinished.setTop(row.band.bottom() - unfinished + 3);
        row.items.setBottom(row.band.bottom() - unfinished);
    }

    if (object.recordedUntil < frame.edge)
        layoutUnrecorded(row);
    if (object.kind == ObjectKind::Variable) {
        layoutValues(row);
        return;
    }
    if (object.kind == ObjectKind::Descriptor || object.kind == ObjectKind::Loop)
        layoutEvents(row);
    if (object.kind == ObjectKind::Descriptor)
        return;
    const std::vector<Stretch> levels = stretches(row);
    layoutWaiters(row, levels);
    if (isLock(object.kind) && object.exclusive())
        layoutOwner(row);
    else if (ownerSlots(object) > 1 && !crowded(row))
        layoutOwners(row, ownerSlots(object));
    else if (object.kind == ObjectKind::RecursiveMutex)
        layoutRecursion(row, levels);
    else if (object.kind == ObjectKind::Event)
        layoutFlag(row, levels);
    else if (!layoutItems(row))
        layoutDepth(row, levels);
    if (object.unfinishedCounts)
        layoutUnfinished(row);
}

QString objectStatus(const Frame& frame, const model::Object& object) {
    const Nanos now = frame.now();
    if (now > object.recordedUntil)
        return stateName(model::State::NotRecorded);
    const std::optional<model::Level> level = object.levels().at(now);
    QStringList parts;
    if (object.kind == ObjectKind::Variable) {
        const model::EventIndex last = model::lastAccess(frame.model, object, now);
        return last == model::NoEvent ? QString() : QStringLiteral("= ") + valueText(frame.model.event(last));
    }
    if (object.kind == ObjectKind::Event) {
        parts << (level && level->depth > 0 ? QCoreApplication::translate("render", "set")
                                            : QCoreApplication::translate("render", "not set"));
    } else if (isSemaphore(object.kind)) {
        const std::int64_t taken = level ? level->depth : 0;
        parts << QCoreApplication::translate("render", "%1 of %2 taken").arg(taken).arg(object.permitsAt(now));
    } else if (isLock(object.kind) || object.kind == ObjectKind::RecursiveMutex) {
        const std::optional<model::Holding> holding = holdingAt(object, now);
        parts << (holding ? shownName(frame.model, holding->lane) : QCoreApplication::translate("render", "free"));
    } else if (level && (object.queue() || object.kind == ObjectKind::Pipe)) {
        parts << queueStatus(frame, object, *level);
    } else if (object.kind == ObjectKind::Loop && level) {
        parts << (isHandedOperations(frame.model, object) ? QCoreApplication::translate("render", "%1 under way")
                                                          : QCoreApplication::translate("render", "watches %1"))
                     .arg(level->depth);
    } else if (object.kind == ObjectKind::Descriptor) {
        return descriptorStatus(frame, object);
    } else if (level && object.kind == ObjectKind::Counter) {
        const std::string_view unit = frame.model.unitOf(object.id);
        parts << QString::number(level->depth) + (unit.empty() ? QString() : u' ' + textOf(unit));
    } else if (level && object.maxDepth > 0) {
        parts << QString::number(level->depth);
    }
    if (level && level->waiters > 0) {
        // Who waits for room waits where it is full.
        const bool room = (object.queue() || object.kind == ObjectKind::Pipe) && object.initial > 0 && level->depth > 0;
        parts << (room ? QCoreApplication::translate("render", "%1 wait to put") : QCoreApplication::translate("render", "%1 wait"))
                     .arg(level->waiters);
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace braid::render
