#include "engine/analysis/findings/lost_updates.h"

#include "engine/model/text/patterns.h"

namespace braid::analysis {

using model::Model;
using model::NoEvent;
namespace patterns = model::patterns;

namespace {

/// One lane's part in it.
struct Side {
    LaneId lane;
    model::EventIndex read;
    model::EventIndex write;
};

Finding lostUpdate(const Model& model, ObjectId variable, const Side& lost, const Side& winner) {
    Finding finding;
    finding.kind = FindingKind::LostUpdate;
    finding.event = winner.write;
    finding.at = model.log()[winner.write].time;
    finding.lanes = {winner.lane, lost.lane};
    finding.objects = {variable};
    finding.events = {winner.read, lost.write, winner.write};

    const std::string name(model.name(variable));
    const std::string winnerName(model.name(winner.lane));
    const std::string lostName(model.name(lost.lane));
    const std::string winnerRead = model::valueText(model.event(winner.read));
    const std::string lostWrote = model::valueText(model.event(lost.write));
    const std::string winnerWrote = model::valueText(model.event(winner.write));
    if (lost.read == NoEvent) {
        finding.message = {
            patterns::LostBlindUpdate, {name, winnerName, winnerRead, lostName, lostWrote, winnerWrote}, {}};
        return finding;
    }
    finding.events.insert(finding.events.begin() + 1, lost.read);
    const std::string lostRead = model::valueText(model.event(lost.read));
    if (lostRead == winnerRead)
        finding.message = {patterns::LostUpdate, {name, winnerName, lostName, winnerRead, lostWrote, winnerWrote}, {}};
    else
        finding.message = {patterns::LostUpdateOfOther,
                           {name, winnerName, winnerRead, lostName, lostRead, lostWrote, winnerWrote},
                           {}};
    return finding;
}

} // namespace

LostTotal lostTotal(const Model& model, const model::Object& variable) {
    struct Read {
        std::uint64_t version = 0;
        std::uint64_t value = 0;
        bool usedUp = true;
    };
    std::unordered_map<std::uint32_t, Read> reads; // by lane
    LostTotal total;
    std::uint64_t version = 0, last = 0, expected = 0; // sums wrap as the program's own do
    LaneId writer;
    bool known = false, exact = true;
    for (const model::EventIndex index : variable.events()) {
        const trace::EventKind kind = model.log()[index].kind;
        if (kind != trace::EventKind::Read && kind != trace::EventKind::Write)
            continue;
        const trace::Event event = model.event(index);
        const auto type = static_cast<trace::ValueType>(event.b);
        exact = exact && (type == trace::ValueType::Signed || type == trace::ValueType::Unsigned);
        if (!known)
            last = expected = event.a;
        Read& read = reads[event.lane.value];
        if (kind == trace::EventKind::Read) {
            read = {version, event.a, false};
        } else {
            total.overwritten += !read.usedUp && version > read.version && writer != event.lane;
            exact = exact && (!read.usedUp || !known);
            expected += known ? event.a - read.value : 0;
            last = event.a;
            read.usedUp = true;
            writer = event.lane;
            ++version;
        }
        known = true;
    }
    if (known && exact)
        total.values = {static_cast<std::int64_t>(last), static_cast<std::int64_t>(expected)};
    return total;
}

void LostUpdates::read(const model::LogEntry& entry, model::EventIndex index) {
    Variable& variable = m_variables[entry.object];
    variable.seen[entry.lane] = {variable.version, index};
}

std::optional<Finding> LostUpdates::write(const Model& model, const model::LogEntry& entry, model::EventIndex index) {
    Variable& variable = m_variables[entry.object];
    Seen& seen = variable.seen[entry.lane];
    std::optional<Finding> finding;
    if (seen.read != NoEvent && variable.version > seen.version && variable.writer.value != entry.lane)
        finding = lostUpdate(model, ObjectId{entry.object}, {variable.writer, variable.basedOn, variable.write},
                             {LaneId{entry.lane}, seen.read, index});
    ++variable.version;
    variable.writer = LaneId{entry.lane};
    variable.write = index;
    variable.basedOn = seen.read;
    seen.read = NoEvent;
    return finding;
}

} // namespace braid::analysis
