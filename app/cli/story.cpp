#include "app/cli/story.h"

#include "app/cli/text.h"
#include "engine/model/names.h"
#include "engine/model/sentence.h"
#include "engine/model/statistics.h"

#include <algorithm>
#include <sstream>

namespace braid::cli {
namespace {

using trace::EventKind;

/// What a story has room for; more is cut in the middle.
constexpr std::size_t mostLines = 120;

bool alwaysTold(EventKind kind) {
    return kind == EventKind::Print || kind == EventKind::Note || kind == EventKind::Fault ||
           kind == EventKind::LaneKilled || kind == EventKind::TraceFull;
}

bool toldWhereThereIsRoom(EventKind kind) {
    return alwaysTold(kind) || kind == EventKind::LaneBegin || kind == EventKind::LaneEnd || kind == EventKind::JoinEnd ||
           kind == EventKind::AcquireWait || kind == EventKind::AcquireFailed || kind == EventKind::Signal ||
           kind == EventKind::PutFailed || kind == EventKind::GetFailed || kind == EventKind::RenameLane;
}

struct Line {
    model::Nanos at = 0;
    std::string text;
    model::EventIndex event = model::NoEvent; ///< orders what is at the same moment
};

std::vector<Line> linesOf(const model::Model& model, bool (*told)(EventKind)) {
    std::vector<Line> lines;
    for (model::EventIndex i = 0; i < model.log().size(); ++i) {
        const model::LogEntry& entry = model.log()[i];
        if (!told(entry.kind))
            continue;
        const std::string sentence = entry.kind == EventKind::Print
                                         ? std::string(model.name(LaneId{entry.lane})) + ": " + std::string(model.event(i).text)
                                         : model::describe(model, i).english();
        lines.push_back({entry.time, printable(sentence), i});
    }
    return lines;
}

/// Pauses and standstills, a line each, or one for all of them where there are many.
void addBreaks(const model::Model& model, std::vector<Line>& lines) {
    constexpr std::uint32_t MostPauses = 20;
    const std::vector<model::Break>& all = model.breaks();
    if (all.empty())
        return;
    const auto lineOf = [&](std::size_t first, std::size_t last) {
        const model::Nanos duration = all[last].before + all[last].duration - all[first].before;
        const std::uint32_t times = all[last].number - all[first].number + 1;
        std::string text = all[first].kind == model::BreakKind::Standstill && times == 1 ? "nothing could move any more" : "paused";
        if (times > 1)
            text = "the run stood " + std::to_string(times) + " times";
        lines.insert(lines.begin(), {all[first].at, "(" + text + ", for " + model::durationText(duration) + " that are no run time)", all[first].next});
    };
    if (all.back().number > MostPauses) {
        lineOf(0, all.size() - 1);
        return;
    }
    for (std::size_t first = 0, i = 0; i < all.size(); ++i)
        if (i + 1 == all.size() || all[i + 1].number != all[i].number) {
            lineOf(first, i);
            first = i + 1;
        }
}

std::string clockText(model::Nanos at) {
    std::ostringstream text;
    text.setf(std::ios::fixed);
    text.precision(3);
    text << static_cast<double>(at) / 1e9 << " s";
    return text.str();
}

void writeStory(std::ostream& out, const Facts& facts, const Ink& ink) {
    std::vector<Line> lines = linesOf(facts.model, toldWhereThereIsRoom);
    if (lines.size() > mostLines)
        lines = linesOf(facts.model, alwaysTold);
    if (lines.empty() && facts.findings.all().empty())
        return;
    addBreaks(facts.model, lines);
    const std::size_t plain = lines.size();
    for (const analysis::Finding& finding : facts.findings.all())
        lines.push_back({finding.at, ink.alarm(std::string("! ") + printable(finding.message.english())), finding.event});
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at != b.at ? a.at < b.at : a.event < b.event; });
    out << '\n' << ink.heading("Story") << '\n';
    const std::size_t cut = plain > mostLines ? lines.size() - mostLines : 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (cut > 0 && i == mostLines / 2) {
            out << padded("…", 12, true) << "  " << cut << " lines left out (--json has all of them)\n";
            i += cut;
        }
        out << padded(clockText(lines[i].at), 12, true) << "  " << lines[i].text << '\n';
    }
}

void writeFindings(std::ostream& out, const Facts& facts, const Ink& ink) {
    const auto& findings = facts.findings.all();
    out << '\n' << ink.heading("Findings") << '\n';
    if (findings.empty())
        out << "  none\n";
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const analysis::Finding& finding = findings[i];
        if (i == Table::mostRows) {
            std::uint64_t more = 0;
            for (std::size_t k = i; k < findings.size(); ++k)
                more += findings[k].count;
            out << "  … " << more << " more\n";
            break;
        }
        out << "  " << ink.alarm(analysis::findingName(finding.kind)) << " at " << model::durationText(finding.at) << ": "
            << printable(finding.message.english()) << '\n';
        std::size_t told = 0;
        for (const analysis::CycleEdge& edge : finding.cycle) {
            if (told++ == Table::mostRows) {
                out << "    … " << finding.cycle.size() - Table::mostRows << " more\n";
                break;
            }
            const model::Site* site = facts.model.site(edge.waitSite);
            out << "    " << facts.model.name(edge.lane) << " waits for " << facts.model.name(edge.waitsFor)
                << ", held by " << facts.model.name(edge.heldBy);
            if (site != nullptr)
                out << "  (" << site->file << ":" << site->line << ")";
            out << '\n';
        }
    }
}

void writeLanes(std::ostream& out, const Facts& facts, const Ink& ink) {
    const model::Nanos end = facts.model.endTime();
    Table table({"lane", "kind", "lived", "its time"}, 2, 2);
    for (const LaneId id : facts.model.lanes()) {
        const model::Lane& lane = *facts.model.lane(id);
        const model::Nanos lived = std::min(lane.ended, end) - lane.created;
        const model::StateTimes times = model::stateTimes(lane, std::min(lane.ended, end));
        model::Nanos all = 0;
        for (const model::Nanos time : times)
            all += time;
        std::string shares;
        for (std::size_t i = 0; i < times.size(); ++i)
            if (times[i] > 0)
                shares += (shares.empty() ? "" : ", ") + std::string(model::nameOf(static_cast<model::State>(i))) + " " +
                          shareText(static_cast<double>(times[i]), static_cast<double>(all));
        table.add({printable(lane.name), model::nameOf(lane.kind), model::durationText(lived), shares});
    }
    out << '\n' << ink.heading("Lanes") << '\n';
    table.write(out, ink);
}

void writeObjects(std::ostream& out, const Facts& facts, const Ink& ink) {
    if (facts.model.objects().empty())
        return;
    Table table({"object", "kind", "acquired", "contended", "waited", "held", "max depth"},
                2, 6);
    for (const ObjectId id : facts.model.objects()) {
        const model::Object& object = *facts.model.object(id);
        const model::ObjectStatistics times = model::statistics(object, facts.model.endTime());
        table.add({printable(object.name), model::nameOf(object.kind), std::to_string(object.acquisitions),
                   std::to_string(object.contended), model::durationText(times.waitNs),
                   model::durationText(times.holdNs), std::to_string(object.maxDepth)});
    }
    out << '\n' << ink.heading("Objects") << '\n';
    table.write(out, ink);
}

void writeResult(std::ostream& out, const Facts& facts, const Ink& ink) {
    if (facts.model.results().empty())
        return;
    out << '\n' << ink.heading("Result") << '\n';
    std::size_t told = 0;
    for (const auto& [key, value] : facts.model.results()) {
        if (told++ == Table::mostRows) {
            out << "  … " << facts.model.results().size() - Table::mostRows << " more\n";
            break;
        }
        out << "  " << printable(key) << " = " << printable(value) << '\n';
    }
}

} // namespace

std::string storyText(const Facts& facts, const StoryOptions& options) {
    const Ink ink(options.colours);
    std::ostringstream out;
    const std::string outcome = outcomeName(facts.model.outcome());
    out << ink.heading(facts.scenario.empty() ? "recorded program" : facts.scenario) << ": "
        << (outcome == "finished" ? outcome : ink.alarm(outcome)) << " after "
        << model::durationText(facts.model.endTime()) << ", " << facts.model.log().size() << " events";
    if (facts.lost > 0)
        out << ", " << facts.lost << " lost";
    out << '\n';
    if (!options.parameters.empty())
        out << options.parameters << '\n';
    if (!facts.damage.empty())
        out << ink.alarm("The file is damaged: ") << facts.damage << '\n';
    writeStory(out, facts, ink);
    writeFindings(out, facts, ink);
    writeResult(out, facts, ink);
    writeLanes(out, facts, ink);
    writeObjects(out, facts, ink);
    return out.str();
}

} // namespace braid::cli
