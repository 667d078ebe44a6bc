// braid-host: runs one scenario in a process of its own and records it. An observer follows the trace; a
// run that is stuck is ended with a kill.

#include "engine/exec/exception_text.h"
#include "engine/exec/processes/process.h"
#include "engine/parameter/json.h"
#include "engine/schedule/controlled_run.h"
#include "engine/trace/recording/event_cost.h"
#include "engine/trace/recording/recording.h"
#include "engine/trace/recording/run_delay.h"
#include "scenarios/catalogue.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace braid;
using scenarios::Scenario;

enum ExitStatus {
    Ran = 0,
    CouldNot = 1,
    WrongWords = 2,
    NotControllable = 3 ///< a schedule was asked for, and cannot decide over what the scenario does
};

constexpr const char* Usage = "usage: braid-host --describe | braid-host run ID [--preset NAME] [--set name=value]... "
                              "[--schedule round-robin|random|random:SEED] (--trace-fd N | --out FILE)";

/// What the words on the command line ask for.
struct Request {
    bool describe = false;
    Scenario scenario;
    std::string preset;
    parameter::ValueMap values;
    int traceFd = -1;
    std::string out;      ///< where traceFd is -1
    std::string schedule; ///< empty: it goes freely
};

Error wrong(std::string sentence) {
    return Error{std::move(sentence), {}, {}};
}

/// Applies one "name=value".
Status set(std::string_view assignment, const Scenario& scenario, parameter::ValueMap& values) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        return wrong("--set wants name=value, not \"" + std::string(assignment) + "\"");
    const std::string_view name = assignment.substr(0, equals);
    const parameter::ParameterSpec* parameter = scenario.parameter(name);
    if (parameter == nullptr)
        return wrong(scenario.id + " has no parameter \"" + std::string(name) + "\"; it has " +
                     parameter::namesOf(scenario.parameters));
    auto value = parameter::parse(*parameter, assignment.substr(equals + 1));
    if (!value)
        return value.error();
    values[parameter->name] = *value;
    return Done{};
}

Result<Scenario> find(std::string_view id) {
    for (const Scenario& scenario : scenarios::catalogue())
        if (scenario.id == id)
            return scenario;
    return wrong("there is no scenario \"" + std::string(id) + "\"; braid-host --describe lists them all");
}

Result<int> descriptor(std::string_view text) {
    int fd = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), fd);
    if (error != std::errc() || end != text.data() + text.size() || fd < 0)
        return wrong("--trace-fd wants a descriptor's number, not \"" + std::string(text) + "\"");
    return fd;
}

/// The preset goes first, whatever the order of the words, so that --set always has the last say.
Status fillIn(Request& request, const std::vector<std::string_view>& assignments) {
    const parameter::Preset* preset = request.scenario.preset(request.preset);
    if (preset == nullptr && !request.preset.empty())
        return wrong(request.scenario.id + " has no preset \"" + request.preset + "\"; it has " +
                     parameter::namesOf(request.scenario.presets));
    request.values = request.scenario.valuesOf(preset != nullptr ? *preset : parameter::Preset{});
    for (const std::string_view assignment : assignments)
        if (Status done = set(assignment, request.scenario, request.values); !done)
            return done;
    return Done{};
}

Result<Request> parse(const std::vector<std::string_view>& words) {
    Request request;
    if (words.size() == 1 && words[0] == "--describe") {
        request.describe = true;
        return request;
    }
    if (words.size() < 2 || words[0] != "run")
        return wrong(Usage);
    auto scenario = find(words[1]);
    if (!scenario)
        return scenario.error();
    request.scenario = *scenario;

    std::vector<std::string_view> assignments;
    for (std::size_t i = 2; i < words.size(); i += 2) {
        const std::string_view option = words[i];
        if (option != "--set" && option != "--preset" && option != "--trace-fd" && option != "--out" &&
            option != "--schedule")
            return wrong("do not understand \"" + std::string(option) + "\"; " + Usage);
        if (i + 1 == words.size())
            return wrong(std::string(option) + " wants a value");
        const std::string_view value = words[i + 1];
        if (option == "--set") {
            assignments.push_back(value);
        } else if (option == "--preset") {
            request.preset = value;
        } else if (option == "--out") {
            request.out = value;
        } else if (option == "--schedule") {
            const auto known = schedule::schedulerCalled(value);
            if (!known)
                return known.error();
            request.schedule = known.value()->name();
        } else {
            auto fd = descriptor(value);
            if (!fd)
                return fd.error();
            request.traceFd = *fd;
        }
    }
    if ((request.traceFd < 0) == request.out.empty())
        return wrong("say where to record: either --out FILE or --trace-fd N");
    if (Status done = fillIn(request, assignments); !done)
        return done.error();
    return request;
}

int complain(const std::string& sentence, ExitStatus status) {
    std::fprintf(stderr, "braid-host: %s\n", sentence.c_str());
    return status;
}

void record(trace::EventKind kind, std::string_view key, std::string_view value) {
    std::string text(key);
    text += '\0';
    text += value;
    trace::appendText(kind, ObjectId{}, 0, SiteId{}, trace::Order::Own, 0, 0, text);
}

void recordRequest(const Request& request) {
    const Scenario& scenario = request.scenario;
    record(trace::EventKind::RunInfo, "scenario", scenario.id);
    record(trace::EventKind::RunInfo, "title", scenario.title);
    record(trace::EventKind::RunInfo, "source", scenario.source);
    if (!request.preset.empty())
        record(trace::EventKind::RunInfo, "preset", request.preset);
    for (const parameter::ParameterSpec& parameter : scenario.parameters)
        record(trace::EventKind::Parameter, parameter.name, parameter::valueJson(request.values.at(parameter.name)));
}

/// Runs the scenario in this process and ends it.
[[noreturn]] void runHere(const Request& request, trace::File& file) {
    // Before the run's own recording: a process has one at a time.
    const double eventCost = trace::measureEventCost().count();
    // Never destroyed: daemon threads record until the process is gone.
    new trace::Recording(file);
    exec::beginProcess(request.scenario.id);
    recordRequest(request);
    record(trace::EventKind::RunInfo, trace::ReadyInfo,
           trace::delaysAreCounted() ? trace::ReadyMeasured : trace::ReadyNotMeasured);
    if (eventCost > 0) {
        char text[32];
        std::snprintf(text, sizeof text, "%.1f", eventCost);
        record(trace::EventKind::RunInfo, "eventCost", text);
    }

    if (!request.schedule.empty()) {
        record(trace::EventKind::RunInfo, "schedule", request.schedule);
        new schedule::ControlledRun(std::move(schedule::schedulerCalled(request.schedule).value())); // as the recording
    }
    // Lives as long as the process, for the threads of the scenario read their parameters from it.
    const auto scenario = request.scenario.prepare(request.values, &file.control());
    try {
        scenario();
    } catch (const schedule::not_controllable& refusal) {
        std::_Exit(complain(request.scenario.id + " cannot run so: " + refusal.what(), NotControllable));
    } catch (...) {
        exec::reportDeadChildren(); // it may be why
        // Does not wait for the other threads: what they wait for may never come now.
        std::_Exit(complain(request.scenario.id + " ended with an error: " + exec::exceptionText(), CouldNot));
    }
    exec::endProcess(Ran);
}

trace::Outcome outcomeOf(int status) {
    if (WIFEXITED(status))
        return WEXITSTATUS(status) == Ran ? trace::Outcome::Finished : trace::Outcome::Crashed;
    const int signal = WTERMSIG(status);
    const bool asked = signal == SIGINT || signal == SIGTERM || signal == SIGKILL || signal == SIGHUP;
    return asked ? trace::Outcome::Stopped : trace::Outcome::Crashed;
}

/// Started by hand: no other process looks after the run, so this process does, and the scenario gets a child.
int superviseRun(const Request& request) {
    auto file = trace::File::create(request.out);
    if (!file)
        return complain(file.error().sentence(), CouldNot);
    const pid_t supervisor = getpid();
    const pid_t child = fork();
    if (child < 0)
        return complain(std::string("cannot start a process: ") + std::strerror(errno), CouldNot);
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != supervisor)
            std::_Exit(CouldNot);
        runHere(request, **file);
    }
    // Ctrl+C reaches both. It is for the child; this one still has to write down how the run ended.
    std::signal(SIGINT, SIG_IGN);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    (*file)->setOutcome(outcomeOf(status));
    (*file)->trim();
    return WIFEXITED(status) ? WEXITSTATUS(status) : CouldNot;
}

int run(const Request& request) {
    if (request.traceFd < 0)
        return superviseRun(request);
    auto file = trace::File::attach(request.traceFd);
    if (!file)
        return complain(file.error().sentence(), CouldNot);
    runHere(request, **file);
}

} // namespace

int main(int argc, char** argv) {
    const auto request = parse(std::vector<std::string_view>(argv + 1, argv + argc));
    if (!request)
        return complain(request.error().sentence(), WrongWords);
    if (request->describe) {
        const auto all = scenarios::catalogue();
        std::puts(parameter::descriptionJson({all.begin(), all.end()}).c_str());
        return Ran;
    }
    return run(request.value());
}
