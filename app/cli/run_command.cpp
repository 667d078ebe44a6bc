#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/text.h"
#include "app/cli/typed_lines.h"
#include "app/session/catalogue.h"
#include "app/session/run/run.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <optional>

namespace braid::cli {
namespace {

/// How often the trace is looked at: short against the second in which a deadlock must end the command, long against
/// what a look costs.
constexpr int runLookMs = 5;

/// The scenario whose name is nearest to `id`, for a hint; empty where none is near.
std::string nearest(const session::Catalogue& catalogue, const std::string& id) {
    const auto distance = [](const std::string& a, const std::string& b) {
        std::vector<std::size_t> row(b.size() + 1);
        for (std::size_t j = 0; j <= b.size(); ++j)
            row[j] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) { // Levenshtein, one row
            std::size_t diagonal = std::exchange(row[0], i);
            for (std::size_t j = 1; j <= b.size(); ++j) {
                const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
            }
        }
        return row.back();
    };
    std::string best;
    std::size_t least = id.size() / 2 + 1;
    for (const session::Scenario& scenario : catalogue.scenarios()) {
        if (const std::size_t d = distance(id, scenario.id); d < least) {
            least = d;
            best = scenario.id;
        }
    }
    return best;
}

/// Runs once from start to end. `seen` is called whenever there may be something new.
Result<std::unique_ptr<session::Run>> runOnce(const session::Scenario& scenario, const parameter::ValueMap& values,
                                              const session::Run::Options& options, const Interruption& interruption,
                                              const std::function<void(const session::Run&)>& seen) {
    auto started = session::Run::start(scenario, values, options);
    if (!started)
        return started;
    session::Run& run = **started;
    QEventLoop loop;
    const auto look = [&] {
        if (interruption.came())
            run.stop(trace::Outcome::Stopped);
        else
            run.pull(std::chrono::milliseconds(50));
        seen(run);
        if (run.state() == session::Run::State::Over)
            loop.quit();
    };
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.setInterval(runLookMs);
    QObject::connect(&timer, &QTimer::timeout, &loop, look);
    QObject::connect(&run, &session::Run::processEnded, &loop, look, Qt::QueuedConnection);
    timer.start();
    std::optional<TypedLines> typed;
    if (options.typed)
        typed.emplace(run);
    loop.exec();
    if (!run.failure().isEmpty())
        return Error{run.failure().toStdString(), "", ""};
    return started;
}

} // namespace

Result<parameter::ValueMap> valuesOf(const session::Scenario& scenario, const Run& words) {
    parameter::ValueMap values;
    if (!words.preset.empty()) {
        const session::Preset* preset = scenario.preset(words.preset);
        if (preset == nullptr)
            return wrong(said(Cli::tr("%1 has no preset \"%2\": it has %3"),
                              {scenario.id, words.preset, parameter::namesOf(scenario.presets)}));
        values = preset->values;
    }
    for (const auto& [name, text] : words.values) {
        const session::Parameter* parameter = scenario.parameter(name);
        if (parameter == nullptr)
            return wrong(scenario.parameters.empty()
                             ? said(Cli::tr("%1 has no parameter \"%2\": it has none"), {scenario.id, name})
                             : said(Cli::tr("%1 has no parameter \"%2\": it has %3"),
                                    {scenario.id, name, parameter::namesOf(scenario.parameters)}));
        auto value = parameter::parse(*parameter, text);
        if (!value)
            return value.error();
        values.insert_or_assign(name, std::move(*value));
    }
    return values;
}

Status checkTarget(const char* refusal, const std::string& path) {
    const QFileInfo target(QString::fromStdString(path));
    const QFileInfo folder(target.absolutePath());
    if (target.isDir())
        return Error{refusal, path, said(Cli::tr("it is a folder"))};
    if (!folder.isDir())
        return Error{refusal, path, said(Cli::tr("there is no folder %1"), {folder.filePath().toStdString()})};
    if (!(target.exists() ? target.isWritable() : folder.isWritable()))
        return Error{refusal, path, "Permission denied"};
    return Done{};
}

int run(const Run& words) {
    if (isSource(words.id))
        return runSource(words);
    auto catalogue = session::Catalogue::load();
    if (!catalogue)
        return refuse(catalogue.error(), CouldNot);
    const session::Scenario* scenario = catalogue->find(QString::fromStdString(words.id));
    if (scenario == nullptr) {
        const std::string hint = nearest(*catalogue, words.id);
        return refuse(wrong(hint.empty() ? said(Cli::tr("there is no scenario \"%1\": braid list names them"), {words.id})
                                         : said(Cli::tr("there is no scenario \"%1\": did you mean %2?"), {words.id, hint})),
                      WrongWords);
    }
    return runScenario(words, *scenario, {});
}

int runScenario(const Run& words, const session::Scenario& scenario, session::Run::Options options) {
    auto values = valuesOf(scenario, words);
    if (!values)
        return refuse(values.error(), WrongWords);
    for (const std::string& image : words.images)
        if (const auto target = checkTarget("cannot write the picture", image); !target)
            return refuse(target.error(), CouldNot);

    options.preset = QString::fromStdString(words.preset);
    options.schedule = QString::fromStdString(words.schedule);
    options.endAtStandstill = true;
    options.timeout = words.timeout;
    if (words.python)
        options.interpreter = session::interpreterCalled(QString::fromStdString(words.interpreter));
    if (words.python && words.repeat == 0)
        return runPython(words, scenario, *values, options);
    options.ownTerminal = words.python; // what many programs write is not told
    if (words.repeat > 0) {
        // Which run is the last one is known only when it has ended, so that its trace is kept then.
        if (const auto target = checkTarget("cannot write the trace to", words.out); !words.out.empty() && !target)
            return refuse(target.error(), CouldNot);
        return repeat(words, scenario, *values, options);
    }
    options.tracePath = QString::fromStdString(words.out);
    const auto talk = values->find("talk");
    options.typed = talk != values->end() && talk->second == parameter::Value(true);
    const Interruption interruption;
    std::optional<ProgramOutput> output;
    const auto seen = [&](const session::Run& now) {
        if (!words.output)
            return;
        if (!output)
            output.emplace(now);
        output->sayNew();
    };
    auto run = runOnce(scenario, *values, options, interruption, seen);
    if (!run)
        return refuse(run.error(), CouldNot);
    const int status = output ? output->status() : sayReport(**run, words.json, words.questions);
    return drawAll(**run, words.images, words.whole, status);
}

int drawAll(const session::Run& run, const std::vector<std::string>& images, bool whole, int status) {
    Image picture;
    picture.whole = whole;
    for (const std::string& image : images)
        if (const auto drawn = draw(run, picture, image); !drawn)
            status = refuse(drawn.error(), CouldNot);
    return status;
}

} // namespace braid::cli
