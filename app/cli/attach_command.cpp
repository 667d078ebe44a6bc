#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/story.h"
#include "app/cli/text.h"
#include "app/session/moment.h"
#include "app/session/words.h"
#include "engine/model/text/plain_text.h"

#include <algorithm>
#include <sstream>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mostStackLines = 24; ///< of one thread, in text

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

int sayMoment(const session::Moment& moment) {
    const session::Run& run = *moment.run;
    const Facts facts = factsOf(run);
    const bool colours = colouredOutput();
    const Ink ink(colours);
    std::ostringstream out;
    const std::string outcome = session::outcomeWord(run.model()).toStdString();
    out << ink.heading(moment.title.toStdString()) << ": " << (moment.stuck() ? ink.alarm(outcome) : session::nothingStuckText().toStdString()) << '\n';
    out << findingsText(facts, colours);
    for (const QString& limit : session::limitsOf(run.findings()))
        out << "  " << limit.toStdString() << '\n';
    out << '\n'
        << ink.heading(said(Cli::tr("Threads"))) << '\n';
    for (const attach::ToldThread& thread : moment.threads) {
        out << "  " << session::threadLine(run.model(), thread).toStdString() << '\n';
        for (std::size_t i = 0; i < std::min(thread.stack.size(), mostStackLines); ++i) {
            const attach::StackLine& line = thread.stack[i];
            if (line.interrupted)
                out << "    " << ink.dim(session::interruptedText().toStdString()) << '\n';
            out << "    " << model::plainText(line.function.empty() ? "?" : line.function) << "  " << ink.dim(session::placeOf(line).toStdString()) << '\n';
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
    const auto moment = session::momentOf(*seen);
    if (!moment)
        return refuse(moment.error(), CouldNot);
    const int status = words.json ? sayMomentAsJson(*moment->run, moment->threads, words.pid) : sayMoment(*moment);
    for (const std::string& path : words.images) {
        Image picture;
        picture.out = path;
        picture.title = moment->title.toStdString();
        if (const auto drawn = drawGraph(*moment->run, picture); !drawn)
            return refuse(drawn.error(), CouldNot);
    }
    return status;
}

} // namespace braid::cli
