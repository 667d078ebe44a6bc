#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/story.h"
#include "app/cli/text.h"
#include "app/render/scene/words.h"
#include "app/session/run/run.h"
#include "app/session/words.h"
#include "engine/model/text/plain_text.h"
#include "engine/record/attach/telling.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sstream>
#include <sys/mman.h>
#include <unistd.h>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mostStackLines = 24; ///< of one thread, in text

/// The moment as a run that is over.
Result<std::unique_ptr<session::Run>> readMoment(const trace::Builder& moment, trace::Outcome outcome) {
    const int file = ::memfd_create("braid-attach", MFD_CLOEXEC);
    const std::vector<std::byte> bytes = moment.bytes(outcome);
    std::size_t written = 0;
    while (file >= 0 && written < bytes.size()) {
        const ssize_t more = ::write(file, bytes.data() + written, bytes.size() - written);
        if (more <= 0)
            break;
        written += static_cast<std::size_t>(more);
    }
    if (written < bytes.size()) {
        const Error error{"cannot create the trace", "", std::strerror(errno)};
        if (file >= 0)
            ::close(file);
        return error;
    }
    auto run = readTrace("/proc/self/fd/" + std::to_string(file));
    ::close(file);
    return run;
}

bool standsStill(const analysis::Finding& finding) { return finding.cause != analysis::StuckCause::None; }

/// "c01.cpp:7", "libc.so.6+0x1f": where a line of a stack is.
std::string placeOf(const attach::StackLine& line) {
    if (!line.file.empty())
        return line.file + ":" + std::to_string(line.line);
    if (line.module.empty())
        return {};
    std::ostringstream text;
    text << line.module.substr(line.module.rfind('/') + 1) << "+0x" << std::hex << line.offset;
    return text.str();
}

Json stackJson(const attach::ToldThread& thread) {
    Json stack = Json::array();
    for (const attach::StackLine& line : thread.stack) {
        Json each{{"function", line.function.empty() ? Json(nullptr) : Json(line.function)},
                  {"file", line.file.empty() ? Json(nullptr) : Json(line.file)},
                  {"line", line.file.empty() ? Json(nullptr) : Json(line.line)},
                  {"module", line.module.empty() ? Json(nullptr) : Json(line.module)},
                  {"offset", line.module.empty() ? Json(nullptr) : Json(line.offset)}};
        if (line.interrupted)
            each["interrupted_by_signal"] = true;
        stack.push_back(std::move(each));
    }
    return stack;
}

int sayMomentAsJson(const session::Run& run, const std::vector<attach::ToldThread>& threads, int pid) {
    Json more{{"process", pid}, {"threads", Json::array()}};
    for (const attach::ToldThread& thread : threads)
        more["threads"].push_back({{"lane", thread.lane.value}, {"process", thread.process}, {"thread", thread.thread}, {"stack", stackJson(thread)}});
    int status = Ran;
    writeReport(factsOf(run), more, [&status](const std::string& piece) {
        if (status == Ran)
            status = say(piece);
    });
    return status;
}

/// "main of c01 1234: waits for log_lock".
std::string threadLine(const model::Model& model, const attach::ToldThread& thread) {
    const model::Lane& lane = *model.lane(thread.lane);
    std::string line(model.name(thread.lane));
    if (lane.intervals().empty())
        return line;
    const model::Interval now = lane.intervals().back();
    line += ": " + render::stateName(now.state).toStdString();
    return now.object ? line + ", " + std::string(model.name(now.object)) : line;
}

/// What cannot be seen from outside, where it matters to what was found.
void writeLimits(std::ostream& out, const analysis::Findings& findings) {
    bool owner = false, giver = false;
    for (const analysis::Finding& finding : findings.all())
        for (const auto* edges : {&finding.cycle, &finding.waits})
            for (const analysis::CycleEdge& edge : *edges) {
                owner = owner || (edge.need == analysis::Need::Release && edge.heldBy && !edge.heldSite);
                giver = giver || (!edge.heldBy && edge.need != analysis::Need::Release);
            }
    if (owner)
        out << "  " << said(Cli::tr("Where a lock was taken cannot be seen from outside; below stands where its owner is now.")) << '\n';
    if (giver)
        out << "  " << said(Cli::tr("Who would have to give it, and whether it was given before anyone waited, cannot be seen from outside.")) << '\n';
}

int sayMoment(const session::Run& run, const std::vector<attach::ToldThread>& threads, const std::string& title) {
    const Facts facts = factsOf(run);
    const bool colours = colouredOutput();
    const Ink ink(colours);
    std::ostringstream out;
    const bool stuck = std::any_of(run.findings().all().begin(), run.findings().all().end(), standsStill);
    const std::string outcome = session::outcomeWord(run.model()).toStdString();
    out << ink.heading(model::plainText(title)) << ": " << (stuck ? ink.alarm(outcome) : said(Cli::tr("nothing in it is known to be stuck"))) << '\n';
    out << findingsText(facts, colours);
    writeLimits(out, run.findings());
    out << '\n'
        << ink.heading(said(Cli::tr("Threads"))) << '\n';
    for (const attach::ToldThread& thread : threads) {
        out << "  " << model::plainText(threadLine(run.model(), thread)) << '\n';
        for (std::size_t i = 0; i < std::min(thread.stack.size(), mostStackLines); ++i) {
            const attach::StackLine& line = thread.stack[i];
            if (line.interrupted)
                out << "    " << ink.dim(said(Cli::tr("— a signal came here —"))) << '\n';
            out << "    " << model::plainText(line.function.empty() ? "?" : line.function) << "  " << ink.dim(model::plainText(placeOf(line))) << '\n';
        }
        if (thread.stack.size() > mostStackLines)
            out << "    … " << said(Cli::tr("%1 more"), {model::countText(thread.stack.size() - mostStackLines)}) << '\n';
    }
    return say(out.str());
}

} // namespace

int attach(const Attach& words) {
    for (const std::string& image : words.images)
        if (const auto target = checkTarget("cannot write the picture", image); !target)
            return refuse(target.error(), CouldNot);
    const auto seen = attach::look(words.pid);
    if (!seen)
        return refuse(seen.error(), CouldNot);
    const attach::Told told = attach::tell(*seen);
    auto run = readMoment(told.trace, trace::Outcome::Stopped);
    if (!run)
        return refuse(run.error(), CouldNot);
    const auto& findings = (*run)->findings().all();
    if (std::any_of(findings.begin(), findings.end(), standsStill)) {
        run = readMoment(told.trace, (*run)->findings().standstillOutcome());
        if (!run)
            return refuse(run.error(), CouldNot);
    }
    const std::string title = seen->processes.front()->name + " " + std::to_string(words.pid);
    const int status = words.json ? sayMomentAsJson(**run, told.threads, words.pid) : sayMoment(**run, told.threads, title);
    for (const std::string& path : words.images) {
        Image picture;
        picture.out = path;
        picture.title = title;
        if (const auto drawn = drawGraph(**run, picture); !drawn)
            return refuse(drawn.error(), CouldNot);
    }
    return status;
}

} // namespace braid::cli
