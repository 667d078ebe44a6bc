#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/repeat_report.h"
#include "app/cli/report_json.h"
#include "app/cli/text.h"
#include "app/session/parameters_line.h"
#include "app/session/repetition.h"

#include <QEventLoop>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

namespace braid::cli {
namespace {

/// How often the runs are looked at: short against a run, long against what a look costs.
constexpr int lookEveryMs = 2;

/// "37 of 200", for a person who waits; nothing where stderr is no terminal.
class Progress {
public:
    explicit Progress(int wanted) : m_wanted(wanted), m_shown(::isatty(STDERR_FILENO) != 0) {}
    ~Progress() {
        if (m_shown)
            std::fputs("\r\033[K", stderr);
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(std::size_t done) const {
        if (m_shown)
            std::fprintf(stderr, "\r%s", said(Cli::tr("%1 of %2"), {std::to_string(done), std::to_string(m_wanted)}).c_str());
    }

private:
    int m_wanted;
    bool m_shown;
};

/// Until all runs are over or the person has had enough.
void follow(session::Repetition& repetition) {
    const Interruption interruption;
    const Progress progress(repetition.wanted());
    QEventLoop loop;
    const auto look = [&] {
        if (interruption.came())
            repetition.cancel();
        else if (repetition.pull(std::chrono::milliseconds(50)))
            progress.show(repetition.tally().runs().size());
        if (repetition.over())
            loop.quit();
    };
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.setInterval(lookEveryMs);
    QObject::connect(&timer, &QTimer::timeout, &loop, look);
    QObject::connect(&repetition, &session::Repetition::processEnded, &loop, look, Qt::QueuedConnection);
    timer.start();
    loop.exec();
}

} // namespace

int repeat(const Run& words, const session::Scenario& scenario, const parameter::ValueMap& values,
           const session::Run::Options& options) {
    session::Repetition::Options series;
    series.run = options;
    series.runs = words.repeat;
    if (words.jobs > 0)
        series.jobs = words.jobs;
    auto started = session::Repetition::start(scenario, values, series);
    if (!started)
        return refuse(started.error(), CouldNot);
    session::Repetition& repetition = **started;
    follow(repetition);
    if (!repetition.failure().isEmpty())
        return refuse({repetition.failure().toStdString(), "", ""}, CouldNot);

    if (repetition.tally().runs().empty())
        return refuse({said(Cli::tr("stopped before the first run had ended")), "", ""}, CouldNot);
    const session::Run& last = *repetition.last();
    int status = Ran;
    if (words.json) {
        nlohmann::ordered_json report = reportJson(factsOf(last));
        report["repeat"] = repeatJson(repetition.tally());
        status = say(jsonText(report));
    } else {
        RepeatTextOptions text;
        text.scenario = scenario.id;
        text.parameters = session::parametersLine(last.model(), &scenario).toStdString();
        text.wanted = words.repeat;
        text.colours = colouredOutput();
        status = say(repeatText(repetition.tally(), text));
    }
    if (!words.out.empty())
        if (const auto saved = last.saveAs(QString::fromStdString(words.out)); !saved)
            status = refuse(saved.error(), CouldNot);
    return drawAll(last, words.images, words.whole, status);
}

} // namespace braid::cli
