#include "app/cli/answers.h"
#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/story.h"
#include "app/cli/text.h"
#include "app/session/run/program_call.h"
#include "app/session/run/run.h"

#include <QEventLoop>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

/// How often the trace is looked at.
constexpr int recordedLookMs = 5;

volatile std::sig_atomic_t g_passOn = 0;
extern "C" void notePassOn(int signal) {
    g_passOn = signal;
}

/// What the terminal sends comes to the program by itself; what is sent to this process is passed on to it.
void leaveSignalsToTheProgram() {
    struct sigaction ignored {
    }, passed{};
    ignored.sa_handler = SIG_IGN;
    passed.sa_handler = notePassOn;
    passed.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGQUIT})
        ::sigaction(signal, &ignored, nullptr);
    for (const int signal : {SIGTERM, SIGHUP, SIGUSR1, SIGUSR2})
        ::sigaction(signal, &passed, nullptr);
}

/// Ends this process as the program ended.
int recordedStatus(const session::Run::ProgramEnd& end) {
    if (end.signal == 0)
        return end.status;
    constexpr int KilledBase = 128; // as a shell says it
    if (!end.byItself)
        return KilledBase + end.signal;
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::signal(end.signal, SIG_DFL);
    ::raise(end.signal);
    return KilledBase + end.signal;
}

/// What was said of the run under `name`, numbers.
std::vector<long> numbersOf(const session::Run& run, const char* name) {
    std::vector<long> numbers;
    for (const auto& [key, value] : run.model().info())
        if (key == name)
            numbers.push_back(std::strtol(value.c_str(), nullptr, 10));
    return numbers;
}

/// The processes that went on when the program itself had ended, and are not recorded any more.
std::vector<long> leftRunning(const session::Run& run) { return numbersOf(run, "leftRunning"); }

/// Places in the program's code beyond those that a trace has room for.
long placesWithoutLine(const session::Run& run) {
    const std::vector<long> numbers = numbersOf(run, "placesWithoutLine");
    return numbers.empty() ? 0 : numbers.back();
}

Json factsOfProgram(const session::Run& run, const Record& words, const session::Run::ProgramEnd& end) {
    Json more;
    more["command"] = words.command;
    more["exit_status"] = end.signal == 0 ? Json(end.status) : Json(nullptr);
    more["signal"] = end.signal == 0 ? Json(nullptr) : Json(end.signal);
    more["ended_by_braid"] = !end.byItself;
    more["ended_while_others_moved"] = end.partlyStuck;
    more["left_running"] = leftRunning(run);
    more["places_without_line"] = placesWithoutLine(run);
    return more;
}

/// The report as JSON. False, with a complaint, where it cannot be written.
bool writeJson(const session::Run& run, const Record& words, const session::Run::ProgramEnd& end, const Answers& answers) {
    std::FILE* file = words.jsonFile.empty() ? stdout : std::fopen(words.jsonFile.c_str(), "w");
    bool written = file != nullptr;
    if (written) {
        Json more = factsOfProgram(run, words, end);
        addAnswers(more, factsOf(run), answers);
        writeReport(factsOf(run), more, [&](const std::string& piece) {
            written = written && std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
        });
        written = (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && written;
    }
    if (!written)
        printError(Error{said(Cli::tr("cannot write the report")), words.jsonFile, std::strerror(errno)});
    return written;
}

/// On the standard error: the standard output is the program's own.
void writeStory(const session::Run& run, const session::Run::ProgramEnd& end, const Answers& answers) {
    StoryOptions options;
    options.colours = ::isatty(STDERR_FILENO) != 0;
    std::cerr << terminalText(storyText(factsOf(run), options), options.colours);
    if (answers.why || answers.criticalPath)
        std::cerr << '\n'
                  << terminalText(answersText(factsOf(run), answers, options.colours), options.colours);
    if (end.partlyStuck)
        std::cerr << '\n'
                  << said(Cli::tr("Braid ended the program: a part of it is stuck for good, and the rest waits for it or for nothing in the program")) << '\n';
    if (const std::vector<long> left = leftRunning(run); !left.empty()) {
        std::string numbers;
        for (const long process : left)
            numbers += (numbers.empty() ? "" : ", ") + std::to_string(process);
        std::cerr << '\n'
                  << said(Cli::tr("The program has ended; processes that it left behind go on, and are not recorded any more: %1"), {numbers}) << '\n';
    }
    if (const long places = placesWithoutLine(run); places > 0)
        std::cerr << '\n'
                  << said(Cli::tr("%1 places in the code have no line: a trace has room for 65 535"), {std::to_string(places)}) << '\n';
    std::cerr << std::flush;
}

} // namespace

int record(const Record& words) {
    record::Program program{words.command, words.environment, {}};
    if (!words.helper)
        program.environment.emplace_back("BRAID_PYTHON_HELPER", "no");
    return recordProgram(program, words);
}

int recordProgram(const record::Program& program, const Record& words) {
    int status = CouldNot;
    const auto inspection = record::inspect(program, status);
    if (!inspection)
        return refuse(inspection.error(), static_cast<ExitStatus>(status));
    if (const QString why = session::hindranceText(*inspection); !why.isEmpty())
        printError(said(Cli::tr("%1: it runs unrecorded"), {why.toStdString()}));
    session::Run::Options options;
    options.tracePath = QString::fromStdString(words.out);
    options.endAtStandstill = words.untilStuck;
    options.title = QString::fromStdString(words.title);
    options.timeout = words.timeout.value_or(std::chrono::milliseconds(0));
    auto started = session::Run::record(*inspection, program, options);
    if (!started)
        return refuse(started.error(), CouldNot);
    return follow(**started, words);
}

int follow(session::Run& run, const Record& words) {
    leaveSignalsToTheProgram();
    QEventLoop loop;
    const auto look = [&] {
        if (const int signal = std::exchange(g_passOn, 0); signal != 0)
            ::kill(static_cast<pid_t>(run.processId()), signal);
        run.pull(std::chrono::milliseconds(50));
        if (run.state() == session::Run::State::Over)
            loop.quit();
    };
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.setInterval(recordedLookMs);
    QObject::connect(&timer, &QTimer::timeout, &loop, look);
    QObject::connect(&run, &session::Run::processEnded, &loop, look, Qt::QueuedConnection);
    timer.start();
    loop.exec();
    const session::Run::ProgramEnd end = run.programEnd().value_or(session::Run::ProgramEnd{});
    bool fine = true;
    const auto answers = answersTo(factsOf(run), words.questions);
    if (words.json)
        fine = writeJson(run, words, end, answers ? *answers : Answers{});
    if (words.story && (!words.json || !words.jsonFile.empty()))
        writeStory(run, end, answers ? *answers : Answers{});
    fine = drawAll(run, words.images, false, Ran) == Ran && fine;
    if (!answers)
        return refuse(answers.error(), WrongWords);
    return fine ? recordedStatus(end) : CouldNot;
}

} // namespace braid::cli
