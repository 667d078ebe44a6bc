#include "app/cli/story.h"

#include "app/cli/text.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/words.h"
#include "app/session/error_text.h"
#include "app/session/run/program_call.h"
#include "app/session/words.h"
#include "engine/analysis/findings/stuck_text.h"
#include "engine/model/query/statistics.h"
#include "engine/model/text/names.h"
#include "engine/model/text/plain_text.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/signal_text.h"

#include <algorithm>
#include <sstream>
#include <tuple>

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
                                         ? render::shownName(model, LaneId{entry.lane}).toStdString() + ": " + std::string(model.event(i).text)
                                         : spoken(model::describe(model, i));
        lines.push_back({entry.time, model::plainText(sentence), i});
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
        const std::string length = model::durationText(duration);
        const std::string text =
            times > 1 ? said(Cli::tr("(the run stood %1 times, for %2 that are no run time)"), {model::countText(times), length})
            : all[first].kind == model::BreakKind::Standstill
                ? said(Cli::tr("(nothing could move any more, for %1 that are no run time)"), {length})
                : said(Cli::tr("(paused, for %1 that are no run time)"), {length});
        lines.insert(lines.begin(), {all[first].at, text, all[first].next});
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
        lines.push_back({finding.at, ink.alarm("! " + model::plainText(spoken(finding.message))), finding.event});
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at != b.at ? a.at < b.at : a.event < b.event; });
    out << '\n'
        << ink.heading(said(Cli::tr("Story"))) << '\n';
    const std::size_t cut = plain > mostLines ? lines.size() - mostLines : 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (cut > 0 && i == mostLines / 2) {
            out << padded("…", 12, true) << "  " << said(Cli::tr("%1 lines left out (--json has all of them)"), {model::countText(cut)}) << '\n';
            i += cut;
        }
        out << padded(clockText(lines[i].at), 12, true) << "  " << lines[i].text << '\n';
    }
}

void writeEdges(std::ostream& out, const Facts& facts, const std::vector<analysis::CycleEdge>& edges) {
    for (std::size_t i = 0; i < std::min(edges.size(), Table::mostRows); ++i)
        if (edges[i].heldBy)
            out << "    " << model::plainText(spoken(analysis::edgeSentence(facts.model, edges[i], false, true))) << '\n';
    if (edges.size() > Table::mostRows)
        out << "    … " << said(Cli::tr("%1 more"), {model::countText(edges.size() - Table::mostRows)}) << '\n';
}

/// What a recorded program was started as and how it ended.
void writeProgram(std::ostream& out, const Facts& facts) {
    const auto program = session::recordedProgramOf(facts.model);
    if (!program)
        return;
    if (!program->command.isEmpty())
        out << said(Cli::tr("Command: %1"), {model::plainText(session::shellLine(program->command).toStdString())}) << '\n';
    if (program->status)
        out << said(Cli::tr("Exit status: %1"), {std::to_string(*program->status)}) << '\n';
    if (program->signal)
        out << said(Cli::tr("Ended by signal %1 (%2)"), {std::to_string(*program->signal), trace::signalName(static_cast<std::uint64_t>(*program->signal))}) << '\n';
}

/// `times`: when each became true.
void writeFindings(std::ostream& out, const Facts& facts, const Ink& ink, bool times) {
    const auto& findings = facts.findings.all();
    out << '\n'
        << ink.heading(said(Cli::tr("Findings"))) << '\n';
    if (findings.empty())
        out << "  "
            << (facts.incomplete ? said(Cli::tr("none in what is recorded; parts of the run are missing, and what went wrong there is unknown"))
                                 : said(Cli::tr("none")))
            << '\n';
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const analysis::Finding& finding = findings[i];
        if (i == Table::mostRows) {
            std::uint64_t more = 0;
            for (std::size_t k = i; k < findings.size(); ++k)
                more += findings[k].count;
            out << "  … " << said(Cli::tr("%1 more"), {model::countText(more)}) << '\n';
            break;
        }
        const std::string title = ink.alarm(session::findingTitle(finding.kind).toStdString()), message = model::plainText(spoken(finding.message));
        if (times) // its name stands before the sentence, which does not say it once more
            out << "  " << said(Cli::tr("%1 at %2: %3"), {title, model::durationText(finding.at), session::withoutTitle(finding.kind, QString::fromStdString(message)).toStdString()}) << '\n';
        else // the sentence of a deadlock says that it is one
            out << "  " << (finding.kind == analysis::FindingKind::Deadlock ? message : said(Cli::tr("%1: %2"), {title, message})) << '\n';
        writeEdges(out, facts, finding.cycle);
        writeEdges(out, facts, finding.waits);
        writeStacks(out, facts.model, finding);
    }
}

void writeLanes(std::ostream& out, const Facts& facts, const Ink& ink) {
    const model::Nanos end = facts.model.endTime();
    Table table({said(Cli::tr("lane")), said(Cli::tr("kind")), said(Cli::tr("lived")), said(Cli::tr("its time"))}, 2, 2);
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
                shares += (shares.empty() ? "" : ", ") + render::stateName(static_cast<model::State>(i)).toStdString() + " " +
                          shareText(static_cast<double>(times[i]), static_cast<double>(all));
        table.add({render::shownName(facts.model, lane.name).toStdString(), render::laneKindName(lane.kind).toStdString(), model::durationText(lived), shares});
    }
    out << '\n'
        << ink.heading(said(Cli::tr("Lanes"))) << '\n';
    table.write(out, ink);
}

void writeObjects(std::ostream& out, const Facts& facts, const Ink& ink) {
    if (facts.model.objects().empty())
        return;
    Table table({said(Cli::tr("object")), said(Cli::tr("kind")), said(Cli::tr("acquired")), said(Cli::tr("contended")),
                 said(Cli::tr("waited")), said(Cli::tr("held")), said(Cli::tr("max depth"))},
                2, 6);
    for (const ObjectId id : facts.model.objects()) {
        const model::Object& object = *facts.model.object(id);
        const model::ObjectStatistics times = model::statistics(object, facts.model.endTime());
        table.add({render::shownName(facts.model, object.name).toStdString(), render::objectKindName(object).toStdString(), std::to_string(object.acquisitions),
                   std::to_string(object.contended), model::durationText(times.waitNs),
                   model::durationText(times.holdNs), std::to_string(object.maxDepth)});
    }
    out << '\n'
        << ink.heading(said(Cli::tr("Objects"))) << '\n';
    table.write(out, ink);
}

/// What it costs that only one thread at a time may run an interpreter: a sentence for each one that threads have waited for.
void writeHandOvers(std::ostream& out, const Facts& facts) {
    const model::Model& model = facts.model;
    for (const ObjectId id : model.objects()) {
        const model::Object& object = *model.object(id);
        const model::ObjectStatistics times = model::statistics(object, model.endTime());
        if (object.kind != trace::ObjectKind::InterpreterLock || times.contended == 0)
            continue;
        LaneId longest;
        model::Nanos most = 0;
        for (const LaneId user : object.users) {
            model::Nanos waited = 0;
            for (const model::Interval& each : model.lane(user)->intervals())
                if (each.object == id && each.state == model::State::Blocked)
                    waited += std::min(each.end, model.endTime()) - each.begin;
            if (waited > most)
                std::tie(longest, most) = std::tuple(user, waited);
        }
        out << "  "
            << said(Cli::tr("%1 was handed over %2 times to a thread that waited for it, each time after %3 on average; %4 waited the longest, %5 in all"),
                    {model::plainText(object.name), model::countText(times.contended),
                     model::durationText(times.waitNs / static_cast<model::Nanos>(times.contended)), model::plainText(model.name(longest)),
                     model::durationText(most)})
            << '\n';
    }
}

void writeResult(std::ostream& out, const Facts& facts, const Ink& ink) {
    if (facts.model.results().empty())
        return;
    out << '\n'
        << ink.heading(said(Cli::tr("Result"))) << '\n';
    std::size_t told = 0;
    for (const auto& [key, value] : facts.model.results()) {
        if (told++ == Table::mostRows) {
            out << "  … " << said(Cli::tr("%1 more"), {model::countText(facts.model.results().size() - Table::mostRows)}) << '\n';
            break;
        }
        out << "  " << model::plainText(key) << " = " << model::plainText(value) << '\n';
    }
}

} // namespace

std::string findingsText(const Facts& facts, bool colours) {
    std::ostringstream out;
    writeFindings(out, facts, Ink(colours), false);
    return out.str();
}

std::string storyText(const Facts& facts, const StoryOptions& options) {
    const Ink ink(options.colours);
    std::ostringstream out;
    const std::string outcome = session::outcomeWord(facts.model).toStdString();
    const bool fine = facts.model.outcome() == trace::Outcome::Finished;
    out << ink.heading(facts.scenario.empty() ? said(Cli::tr("recorded program")) : model::plainText(facts.scenario)) << ": "
        << said(Cli::tr("%1 after %2, %3 events"),
                {fine ? outcome : ink.alarm(outcome), model::durationText(facts.model.endTime()),
                 model::countText(facts.model.log().size())});
    if (facts.lost > 0)
        out << ", " << said(Cli::tr("%1 lost"), {model::countText(facts.lost)});
    out << '\n';
    writeProgram(out, facts);
    if (!options.parameters.empty())
        out << options.parameters << '\n';
    if (const std::string schedule = scheduleOf(facts.model); !schedule.empty())
        out << said(Cli::tr("Schedule: %1"), {model::plainText(schedule)}) << '\n';
    if (!facts.damage.empty())
        out << ink.alarm(said(Cli::tr("The file is damaged:"))) << ' '
            << session::spokenError(QString::fromStdString(facts.damage)).toStdString() << '\n';
    writeStory(out, facts, ink);
    writeFindings(out, facts, ink, true);
    writeHints(out, facts, ink);
    writeResult(out, facts, ink);
    writeLanes(out, facts, ink);
    writeObjects(out, facts, ink);
    writeContention(out, facts, ink);
    writeHandOvers(out, facts);
    writeRecorderCost(out, facts);
    return out.str();
}

} // namespace braid::cli
