#include "engine/export/csv.h"

#include "engine/model/text/names.h"
#include "engine/model/text/plain_text.h"
#include "engine/model/text/sentence.h"

#include <array>
#include <charconv>
#include <initializer_list>
#include <ostream>

namespace braid::csv {

using analysis::Spread;
using model::Nanos;

namespace {

/// One line of the table.
class Row {
public:
    explicit Row(std::ostream& out) : m_out(out) {}
    Row& text(std::string_view value) { return raw(field(value)); }
    template <class Number>
    Row& whole(Number value) {
        return raw(std::to_string(value));
    }
    /// Six digits behind the point, whatever the locale says.
    Row& decimal(double value) {
        std::array<char, 400> digits{}; // the greatest double has 309 digits before the point
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 6);
        return raw({digits.data(), written.ptr});
    }
    Row& nothing(int fields = 1) {
        for (int i = 0; i < fields; ++i)
            raw({});
        return *this;
    }
    Row& words(std::initializer_list<const char*> all) {
        for (const char* word : all)
            text(word);
        return *this;
    }
    void end() { m_out << "\r\n"; }

private:
    Row& raw(std::string_view value) {
        if (!m_first)
            m_out << ',';
        m_first = false;
        m_out << value;
        return *this;
    }
    std::ostream& m_out;
    bool m_first = true;
};

Row& spreadHead(Row& row, const std::string& what) {
    return row.text(what + "_count").text(what + "_ns").text(what + "_median_ns").text(what + "_p99_ns").text(what + "_worst_ns").text(what + "_worst_at_ns").text(what + "_worst_lane");
}

Row& spread(Row& row, const model::Model& model, const Spread& spread) {
    row.whole(spread.count).whole(spread.sum);
    if (spread.count == 0)
        return row.nothing(5);
    row.whole(spread.median).whole(spread.p99).whole(spread.worst);
    if (spread.worstEvent < model.log().size())
        row.whole(model.log()[spread.worstEvent].time);
    else
        row.nothing();
    return row.whole(spread.worstLane.value);
}

Row& decimalOrNothing(Row& row, const std::optional<double>& value) {
    return value ? row.decimal(*value) : row.nothing();
}

} // namespace

std::string field(std::string_view text) {
    constexpr std::string_view Spacing = "\t\r\n"; // kept: a quoted field may hold them
    constexpr std::string_view BeginsAFormula = "=+-@\t\r";
    std::string cell;
    if (!text.empty() && BeginsAFormula.find(text.front()) != std::string_view::npos)
        cell += '\'';
    for (std::size_t at = 0; at < text.size();) {
        const bool spacing = Spacing.find(text[at]) != std::string_view::npos;
        const char32_t c = model::nextCodePoint(text, at);
        if (c == U'"')
            cell += '"';
        model::appendUtf8(cell, spacing ? c : model::shownFor(c));
    }
    return cell.find_first_of(",\"\r\n") == std::string::npos ? cell : '"' + cell + '"';
}

void writeLanes(std::ostream& out, const model::Model& model, const analysis::Statistics& statistics) {
    Row head(out);
    head.words({"id", "kind", "name", "parent", "created_ns", "ended_ns", "lived_ns"});
    for (std::size_t state = 0; state < model::StateCount; ++state)
        head.text(std::string(model::nameOf(static_cast<model::State>(state))) + "_ns");
    head.words({"stretches", "events"});
    spreadHead(head, "wait").end();
    for (const analysis::LaneStatistics& figures : statistics.lanes) {
        const model::Lane& lane = *model.lane(figures.lane);
        Row row(out);
        row.whole(lane.id.value).text(model::nameOf(lane.kind)).text(lane.name);
        lane.parent ? row.whole(lane.parent.value) : row.nothing();
        row.whole(lane.created);
        lane.ended == model::Open ? row.nothing() : row.whole(lane.ended);
        row.whole(figures.lived);
        for (const Nanos time : figures.ns)
            row.whole(time);
        row.whole(figures.allStretches()).whole(figures.events);
        spread(row, model, figures.waits).end();
    }
}

void writeObjects(std::ostream& out, const model::Model& model, const analysis::Statistics& statistics) {
    Row head(out);
    head.words({"id", "kind", "name", "acquisitions", "contended", "contention", "lanes", "fairness_acquisitions",
                "fairness_holding", "busy_ns", "mean_depth", "max_depth"});
    spreadHead(head, "wait");
    spreadHead(head, "hold");
    head.words({"puts", "gets", "gets_per_second", "bytes_put", "bytes_got"});
    spreadHead(head, "in_queue");
    head.words({"calls", "failed_calls", "bytes_received", "bytes_sent"}).end();
    for (const analysis::ObjectStatistics& figures : statistics.objects) {
        const model::Object& object = *model.object(figures.object);
        Row row(out);
        row.whole(object.id.value).text(model::nameOf(object.kind)).text(object.name);
        row.whole(figures.acquisitions).whole(figures.contended).decimal(figures.contention()).whole(figures.lanes);
        decimalOrNothing(row, figures.fairOften);
        decimalOrNothing(row, figures.fairLong);
        row.whole(figures.busy).decimal(figures.meanDepth).whole(figures.maxDepth);
        spread(row, model, figures.waits);
        object.ownable() ? spread(row, model, figures.holds) : row.nothing(7);
        if (const auto& flow = figures.flow) {
            row.whole(flow->puts).whole(flow->gets).decimal(statistics.perSecond(flow->gets)).whole(flow->bytesPut).whole(flow->bytesGot);
            spread(row, model, flow->residence);
        } else {
            row.nothing(12);
        }
        if (const auto& calls = figures.calls)
            row.whole(calls->calls).whole(calls->failed).whole(calls->received).whole(calls->sent);
        else
            row.nothing(4);
        row.end();
    }
}

void writeContention(std::ostream& out, const model::Model& model, const std::vector<analysis::ContendedPlace>& places) {
    Row(out).words({"object", "object_name", "kind", "waits_at", "behind_who_took_it_at", "waits", "wait_ns", "wait_worst_ns", "wait_worst_at_ns",
                    "wait_worst_lane", "taken_again", "taken_again_by"})
        .end();
    for (const analysis::ContendedPlace& place : places) {
        const model::Object& object = *model.object(place.object);
        Row row(out);
        row.whole(object.id.value).text(object.name).text(model::nameOf(object.kind));
        row.text(model::siteText(model, place.waitSite)).text(model::siteText(model, place.heldSite));
        row.whole(place.waits).whole(place.total).whole(place.worst);
        place.worstEvent < model.log().size() ? row.whole(model.log()[place.worstEvent].time).whole(place.worstLane.value) : row.nothing(2);
        row.whole(place.takenAgain);
        place.takenAgainBy ? row.whole(place.takenAgainBy.value) : row.nothing();
        row.end();
    }
}

void writeEvents(std::ostream& out, const model::Model& model, std::optional<std::pair<Nanos, Nanos>> stretch) {
    Row(out).words({"event", "time_ns", "lane", "lane_name", "kind", "object", "object_name", "file", "line", "sentence"}).end();
    for (model::EventIndex i = 0; i < model.log().size(); ++i) {
        const model::LogEntry& entry = model.log()[i];
        if (stretch && (entry.time < stretch->first || entry.time >= stretch->second))
            continue;
        Row row(out);
        row.whole(i).whole(entry.time);
        entry.lane ? row.whole(entry.lane).text(model.name(LaneId{entry.lane})) : row.nothing(2);
        row.text(model::nameOf(entry.kind));
        entry.object&& trace::isObject(entry.kind)
            ? row.whole(entry.object).text(model.name(ObjectId{entry.object}))
            : row.nothing(2);
        const model::Site* site = model.site(SiteId{entry.site});
        if (site && site->line == 0)
            row.text(model::placeText(*site)).nothing();
        else
            site ? row.text(site->file).whole(site->line) : row.nothing(2);
        row.text(model::describe(model, i).english()).end();
    }
}

} // namespace braid::csv
