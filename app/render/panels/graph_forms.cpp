#include "app/render/panels/graph_forms.h"

#include "app/render/scene/translate.h"
#include "engine/analysis/waiting/wait_graph.h"

#include <algorithm>
#include <iterator>

namespace braid::render {

using analysis::Need;
using analysis::StuckCause;
using analysis::Tie;

namespace {

struct NeedRow {
    Need need;
    Dash dash;
    Cap cap;
    const char* label;
    const char* meaning;
};
const NeedRow Needs[] = {
    {Need::Release, Dash::Dashed, Cap::Arrow, QT_TRANSLATE_NOOP("render", "lock"), QT_TRANSLATE_NOOP("render", "waits for a lock")},
    {Need::Permit, Dash::Dashed, Cap::Dot, QT_TRANSLATE_NOOP("render", "permit"), QT_TRANSLATE_NOOP("render", "waits for a permit")},
    {Need::Item, Dash::DashDot, Cap::Arrow, QT_TRANSLATE_NOOP("render", "item"), QT_TRANSLATE_NOOP("render", "waits for an item")},
    {Need::Room, Dash::DashDot, Cap::Square, QT_TRANSLATE_NOOP("render", "room"), QT_TRANSLATE_NOOP("render", "waits for room")},
    {Need::TasksDone, Dash::DashDot, Cap::Dot, QT_TRANSLATE_NOOP("render", "tasks done"), QT_TRANSLATE_NOOP("render", "waits for tasks to be done")},
    {Need::Notification, Dash::Dashed, Cap::OpenArrow, QT_TRANSLATE_NOOP("render", "notification"), QT_TRANSLATE_NOOP("render", "waits to be notified")},
    {Need::Set, Dash::Dashed, Cap::Ring, QT_TRANSLATE_NOOP("render", "to be set"), QT_TRANSLATE_NOOP("render", "waits for it to be set")},
    {Need::Arrival, Dash::DashDot, Cap::Bar, QT_TRANSLATE_NOOP("render", "arrival"), QT_TRANSLATE_NOOP("render", "waits for others to arrive")},
    {Need::CountDown, Dash::DashDot, Cap::Ring, QT_TRANSLATE_NOOP("render", "count down"), QT_TRANSLATE_NOOP("render", "waits for a count down")},
    {Need::End, Dash::LongDash, Cap::Bar, QT_TRANSLATE_NOOP("render", "end"), QT_TRANSLATE_NOOP("render", "waits for its end")},
    {Need::Start, Dash::LongDash, Cap::Ring, QT_TRANSLATE_NOOP("render", "start"), QT_TRANSLATE_NOOP("render", "waits for one never started")},
    {Need::Resumption, Dash::LongDash, Cap::OpenArrow, QT_TRANSLATE_NOOP("render", "resumption"), QT_TRANSLATE_NOOP("render", "waits to be resumed")},
    {Need::Turn, Dash::LongDash, Cap::Arrow, QT_TRANSLATE_NOOP("render", "turn"), QT_TRANSLATE_NOOP("render", "waits for its turn")},
    {Need::Coroutine, Dash::LongDash, Cap::Dot, QT_TRANSLATE_NOOP("render", "runs it"), QT_TRANSLATE_NOOP("render", "waits because its coroutine does")},
    {Need::Receiver, Dash::DashDot, Cap::OpenArrow, QT_TRANSLATE_NOOP("render", "receiver"), QT_TRANSLATE_NOOP("render", "waits for a receiver")},
    {Need::Data, Dash::LongDash, Cap::Square, QT_TRANSLATE_NOOP("render", "data"), QT_TRANSLATE_NOOP("render", "waits for data")},
    {Need::Readiness, Dash::Dotted, Cap::Square, QT_TRANSLATE_NOOP("render", "readiness"), QT_TRANSLATE_NOOP("render", "waits for a descriptor to be ready")},
    {Need::Change, Dash::Dotted, Cap::Ring, QT_TRANSLATE_NOOP("render", "change"), QT_TRANSLATE_NOOP("render", "waits for a value to change")},
    {Need::Other, Dash::Dashed, Cap::Square, QT_TRANSLATE_NOOP("render", "something else"), QT_TRANSLATE_NOOP("render", "waits for something else")},
};

struct TieRow {
    Tie tie;
    const char* label;
    const char* meaning;
};
const TieRow Ties[] = {
    {Tie::Owner, QT_TRANSLATE_NOOP("render", "held by"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::ParentsOwner, QT_TRANSLATE_NOOP("render", "held at the fork by"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::Writer, QT_TRANSLATE_NOOP("render", "writes first"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::Taker, QT_TRANSLATE_NOOP("render", "taken by"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::OtherEnd, QT_TRANSLATE_NOOP("render", "other end"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::Worker, QT_TRANSLATE_NOOP("render", "works on it"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::Queued, QT_TRANSLATE_NOOP("render", "queued behind"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::Behind, QT_TRANSLATE_NOOP("render", "waits behind it"), QT_TRANSLATE_NOOP("render", "has it, or alone can give it")},
    {Tie::Gave, QT_TRANSLATE_NOOP("render", "gave before"), QT_TRANSLATE_NOOP("render", "has given it before")},
    {Tie::Gives, QT_TRANSLATE_NOOP("render", "gives later"), QT_TRANSLATE_NOOP("render", "gives it later")},
    {Tie::User, QT_TRANSLATE_NOOP("render", "uses it"), QT_TRANSLATE_NOOP("render", "has used it")},
};

QString spaced(const char* name) { return QString::fromLatin1(name).replace(u'_', u' '); }

} // namespace

EdgeForm formOf(Need need) {
    const auto row = std::find_if(std::begin(Needs), std::end(Needs), [need](const NeedRow& each) { return each.need == need; });
    if (row == std::end(Needs))
        return {Dash::Dashed, Cap::Bar, spaced(analysis::needName(need)), spaced(analysis::needName(need))};
    return {row->dash, row->cap, say(row->label), say(row->meaning)};
}

EdgeForm formOf(Tie tie) {
    const bool proof = analysis::isProof(tie);
    EdgeForm form{proof ? Dash::Solid : Dash::Dotted, proof ? Cap::Arrow : Cap::OpenArrow, {}, {}};
    const auto row = std::find_if(std::begin(Ties), std::end(Ties), [tie](const TieRow& each) { return each.tie == tie; });
    form.meaning = row == std::end(Ties) ? say(Ties[0].meaning) : say(row->meaning);
    if (row != std::end(Ties))
        form.label = say(row->label);
    return form;
}

EdgeForm formOfNobody() { return {Dash::Dotted, Cap::Bar, {}, say(QT_TRANSLATE_NOOP("render", "nobody is left who could give it"))}; }

QString causeText(StuckCause cause) {
    switch (cause) {
    case StuckCause::None:
        return {};
    case StuckCause::Cycle:
        return say(QT_TRANSLATE_NOOP("render", "a cycle"));
    case StuckCause::Self:
        return say(QT_TRANSLATE_NOOP("render", "waits for itself"));
    case StuckCause::OwnerGone:
        return say(QT_TRANSLATE_NOOP("render", "its owner has ended"));
    case StuckCause::InheritedAtFork:
        return say(QT_TRANSLATE_NOOP("render", "lock inherited at a fork"));
    case StuckCause::LostNotification:
        return say(QT_TRANSLATE_NOOP("render", "given too early"));
    case StuckCause::WrongOneWoken:
        return say(QT_TRANSLATE_NOOP("render", "another one was woken"));
    case StuckCause::NobodyLeft:
        return say(QT_TRANSLATE_NOOP("render", "nobody left"));
    case StuckCause::PoolWaitsForItself:
        return say(QT_TRANSLATE_NOOP("render", "waits for its own workers"));
    case StuckCause::FullPipe:
        return say(QT_TRANSLATE_NOOP("render", "a full pipe"));
    case StuckCause::InsideLibrary:
        return say(QT_TRANSLATE_NOOP("render", "inside a library"));
    default:
        return spaced(analysis::stuckCauseName(cause));
    }
}

QString knotTitle(const analysis::Finding& finding, std::size_t place) {
    QString kind = finding.kind == analysis::FindingKind::Deadlock ? say(QT_TRANSLATE_NOOP("render", "Deadlock"))
                   : finding.kind == analysis::FindingKind::Hang   ? say(QT_TRANSLATE_NOOP("render", "Hang"))
                                                                   : spaced(analysis::findingName(finding.kind));
    kind[0] = kind[0].toUpper();
    return say(QT_TRANSLATE_NOOP("render", "#%1 · %2: %3")).arg(place + 1).arg(kind, causeText(finding.cause));
}

} // namespace braid::render
