#include "app/views/base/hover_text.h"

#include "app/render/rows/breaks.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "app/views/base/words.h"
#include "engine/analysis/findings/stuck_text.h"
#include "engine/model/query/seek.h"
#include "engine/model/text/sentence.h"

#include <QCoreApplication>
#include <algorithm>

namespace braid::views {
namespace {

using render::What;

struct Hover {
    Q_DECLARE_TR_FUNCTIONS(Hover)
};

QString endText(const model::Lane& lane, const QString& name) {
    const QString when = momentText(lane.ended);
    const QString why = toQt(lane.endCause());
    switch (lane.end) {
    case model::End::Failed:
        return why.isEmpty() ? Hover::tr("%1 failed at %2").arg(name, when)
                             : Hover::tr("%1 failed at %2: %3").arg(name, when, why);
    case model::End::Crashed:
        return why.isEmpty() ? Hover::tr("%1 crashed at %2").arg(name, when)
                             : Hover::tr("%1 crashed at %2: %3").arg(name, when, why);
    case model::End::Killed:
        return why.isEmpty() ? Hover::tr("%1 was killed at %2").arg(name, when)
                             : Hover::tr("%1 was killed at %2: %3").arg(name, when, why);
    case model::End::KilledWithProcess:
        return Hover::tr("%1 ended at %2 together with its process").arg(name, when);
    case model::End::NotRecorded:
        return Hover::tr("How %1 ended is not recorded").arg(name);
    default:
        return Hover::tr("%1 ended at %2").arg(name, when);
    }
}

/// What `lane` does at `now`.
QString laneText(const session::Run& run, const model::Lane& lane, model::Nanos now) {
    QString text = render::shownName(run.model(), lane.nameAt(now));
    if (now < lane.created)
        return Hover::tr("%1 begins at %2").arg(text, momentText(lane.created));
    if (!lane.unfinished() && now >= lane.ended)
        return endText(lane, text);
    if (const std::optional<model::Interval> doing = lane.at(std::min(now, lane.ended == model::Open ? now : lane.ended - 1)))
        return render::translated(model::describe(run.model(), lane, *doing, run.edge()));
    if (lane.osId != 0)
        text += QStringLiteral("  ·  %1 %2").arg(lane.kind == trace::LaneKind::Process ? "pid" : "tid").arg(lane.osId);
    return text;
}

/// The value a variable had at `now`, and how often it had been used.
QString variableText(const model::Model& model, const model::Object& object, model::Nanos now) {
    const QString what = render::objectKindName(object), name = render::shownName(model, object.name);
    const model::EventIndex last = model::lastAccess(model, object, now);
    if (last == model::NoEvent)
        return Hover::tr("%1 %2: not read or written yet").arg(what, name);
    const std::size_t uses = model::eventsBefore(object.events(), last + 1).size();
    // All that happens to a variable is that it is read and written.
    return Hover::tr("%1 %2 = %3, read and written %4 times up to here")
        .arg(what, name, toQt(model::valueText(model.event(last))), countText(uses));
}

QString objectText(const model::Model& model, const model::Object& object, model::Nanos now) {
    if (object.kind == trace::ObjectKind::Variable)
        return variableText(model, object, now);
    const QString what = render::objectKindName(object), name = render::shownName(model, object.name);
    const QString taken = countText(object.acquisitions), waited = countText(object.contended);
    if (!object.ownable() && !object.queue()) {
        if (object.acquisitions == 0)
            return QStringLiteral("%1 %2").arg(what, name);
        return Hover::tr("%1 %2: passed %3 times, %4 of them after waiting").arg(what, name, taken, waited);
    }
    return Hover::tr("%1 %2: taken %3 times, %4 of them after waiting").arg(what, name, taken, waited);
}

QString sharesText(const render::Column& column) {
    QStringList shares;
    for (std::size_t i = 0; i < column.share.size(); ++i)
        if (column.share[i] >= 3)
            shares << QStringLiteral("%1 %2\u00a0%").arg(render::stateName(static_cast<model::State>(i))).arg(column.share[i] * 100 / 255);
    return shares.join(QStringLiteral(", "));
}

QString mergedText(const render::Column& column) {
    return Hover::tr("%1 stretches under one pixel: ").arg(countText(column.count)) + sharesText(column);
}

QString crowdText(const model::Model& model, const model::Lane& lane, const render::Column* column) {
    const QString who = Hover::tr("%1 coroutines of %2").arg(countText(lane.children.size())).arg(render::shownName(model, lane.name));
    return column ? who + QStringLiteral(": ") + sharesText(*column) : who;
}

QString familyText(const model::Model& model, const model::Lane& lane, std::uint32_t count, const render::Column* column) {
    const QString who = Hover::tr("%1 lanes “%2”").arg(countText(count)).arg(render::shownName(model, model.families()[lane.family].pattern));
    return column ? who + QStringLiteral(": ") + sharesText(*column) : who;
}

/// An edge of the wait-for graph: the wait with one who could end it, else who holds what.
QString edgeText(const model::Model& model, const render::Tag& tag, model::Nanos now) {
    const analysis::WaitRelation relation(model, now);
    const auto sentence = [&](LaneId waiter, LaneId giver) -> QString {
        const std::optional<analysis::LaneWait> wait = relation.of(waiter);
        if (!wait)
            return {};
        const auto found = std::find_if(wait->givers.begin(), wait->givers.end(), [giver](const analysis::Giver& each) { return !giver || each.lane == giver; });
        return found == wait->givers.end() ? QString() : render::translated(analysis::edgeSentence(model, analysis::edgeOf(model, *wait, *found)));
    };
    QString text;
    if (tag.what == What::GraphWait) {
        text = sentence(tag.lane, {});
        if (text.isEmpty())
            text = Hover::tr("%1 waits for %2").arg(render::shownName(model, tag.lane), render::shownName(model, tag.object));
    } else if (!tag.lane) {
        text = Hover::tr("Nobody is left who could give %1").arg(render::shownName(model, tag.object));
    } else if (const model::Object* object = model.object(tag.object)) {
        constexpr int MostAsked = 64;
        int asked = 0;
        for (const LaneId user : object->users) {
            const model::Lane* lane = model.lane(user);
            const std::optional<model::Interval> doing = lane ? lane->at(now) : std::nullopt;
            if (!doing || doing->object != tag.object || ++asked > MostAsked)
                continue;
            text = sentence(user, tag.lane);
            if (!text.isEmpty())
                break;
        }
        if (text.isEmpty())
            text = Hover::tr("%1 holds %2").arg(render::shownName(model, tag.lane), render::shownName(model, tag.object));
    }
    if (tag.count > 1)
        text += QStringLiteral("  ") + Hover::tr("(and %1 more here)").arg(countText(tag.count - 1));
    return text;
}

} // namespace

QString hoverText(const session::Run& run, std::optional<model::Nanos> cursor, const render::Tag& tag, const render::Column* column) {
    const model::Model& model = run.model();
    const model::Nanos now = cursor.value_or(run.edge());
    const model::Lane* lane = model.lane(tag.lane);
    const model::Object* object = model.object(tag.object);
    const bool event = tag.event != model::NoEvent && tag.event < model.log().size();
    switch (tag.what) {
    case What::Merged:
        return column ? mergedText(*column) : QString();
    case What::Crowd:
        return lane ? crowdText(model, *lane, column) : QString();
    case What::Family:
        return lane ? familyText(model, *lane, tag.count, column) : QString();
    case What::Overview:
        return column ? Hover::tr("All lanes: ") + sharesText(*column) : QString();
    case What::Bar:
        if (const std::optional<model::Interval> interval = lane && event ? lane->begunBy(tag.event, model.log()[tag.event].time) : std::nullopt)
            return render::translated(model::describe(model, *lane, *interval, run.edge()));
        break;
    case What::Fold:
        if (lane && tag.count > 1)
            return familyText(model, *lane, tag.count, nullptr);
        [[fallthrough]];
    case What::LaneHeader:
    case What::GraphLane:
        return lane ? laneText(run, *lane, now) : QString();
    case What::MoreObjects:
        return Hover::tr("%1 objects on which little happened, or which only carry what is seen elsewhere: a click shows them").arg(tag.count);
    case What::ObjectFamily:
        return Hover::tr("%1 objects of one kind: a click shows them one by one, or together again").arg(countText(tag.count));
    case What::ObjectHeader:
    case What::Level:
    case What::GraphObject:
        return object ? objectText(model, *object, now) : QString();
    case What::GraphHold:
    case What::GraphWait:
        return edgeText(model, tag, now);
    case What::Break:
        return tag.finding >= 0 ? render::breakSentence(model, static_cast<std::size_t>(tag.finding), tag.count) : QString();
    case What::FindingMarker: {
        const auto& all = run.findings().all();
        const auto index = static_cast<std::size_t>(tag.finding);
        return tag.finding >= 0 && index < all.size() ? render::translated(all[index].message) : QString();
    }
    default:
        break;
    }
    if (!event)
        return {};
    QString text = render::translated(model::describe(model, tag.event));
    if (tag.count > 1)
        text += QStringLiteral("  ") + Hover::tr("(and %1 more here)").arg(countText(tag.count - 1));
    return text;
}

QString hoverTip(const session::Run& run, std::optional<model::Nanos> cursor, const render::Tag& tag, const render::Column* column) {
    const QString text = hoverText(run, cursor, tag, column);
    if (text.isEmpty())
        return {};
    QString tip = plainTip(text);
    const model::Model& model = run.model();
    if (tag.event != model::NoEvent && tag.event < model.log().size()) {
        const model::LogEntry& entry = model.log()[tag.event];
        QString where = momentText(entry.time);
        if (const model::Site* site = model.site(SiteId{entry.site}))
            where += QStringLiteral("  ·  ") + toQt(model::siteAndBehindText(model, *site));
        tip += QStringLiteral("<div><small>%1</small></div>").arg(where.toHtmlEscaped());
    }
    return tip;
}

} // namespace braid::views
