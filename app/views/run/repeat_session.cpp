#include "app/views/run/repeat_session.h"

#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <algorithm>

namespace braid::views {
namespace {
constexpr std::chrono::milliseconds FrameShare{6}; ///< of it, for following the runs
constexpr std::chrono::seconds RunTimeout{60};     ///< for each run, as on the command line
constexpr int Examples = 32;                       ///< runs to keep
} // namespace

RepeatSession::RepeatSession(Setup& setup, RunSession& session, QObject* parent)
    : QObject(parent), m_setup(setup), m_session(session) {
    m_timer.setInterval(FrameTime);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RepeatSession::tick);
    connect(&m_session, &RunSession::runChanged, this, [this] {
        if (m_session.live())
            cancel();
    });
}

RepeatSession::~RepeatSession() = default;

void RepeatSession::setCount(int count) {
    m_count = std::clamp(count, 1, session::Repetition::MaxRuns);
    emit changed();
}

void RepeatSession::start() {
    if (m_setup.isDescribed()) {
        emit sourceWanted(session::ProgramCall(*m_setup.program()));
        return;
    }
    const session::Scenario* scenario = m_setup.scenario();
    if (!scenario) {
        emit failed(tr("Choose a scenario first."), {});
        return;
    }
    session::Repetition::Options options;
    options.run.hostPath = m_setup.hostPath();
    options.run.preset = m_setup.preset();
    if (m_setup.runsPython()) {
        options.run.interpreter = m_setup.interpreter();
        options.run.ownTerminal = true;
    }
    begin(*scenario, m_setup.values(), options);
}

void RepeatSession::startDescribed(const session::Scenario& scenario, const QString& host) {
    auto own = std::make_unique<session::Scenario>(scenario);
    session::Repetition::Options options;
    options.run.hostPath = host;
    if (const QString preset = m_setup.preset(); scenario.preset(preset.toStdString()))
        options.run.preset = preset;
    if (begin(*own, m_setup.valuesFor(scenario), options))
        m_own = std::move(own);
}

bool RepeatSession::begin(const session::Scenario& scenario, const parameter::ValueMap& values, session::Repetition::Options options) {
    m_session.stop();
    options.runs = m_count;
    options.examples = Examples;
    options.run.sleepFactor = m_setup.pace().sleepFactor;
    options.run.operationDelay = m_setup.pace().operationDelay;
    options.run.endAtStandstill = true;
    options.run.timeout = RunTimeout;
    auto begun = session::Repetition::start(scenario, values, options);
    if (!begun) {
        emit failed(tr("The run could not start."), session::errorText(begun.error()));
        return false;
    }
    m_repetition = std::move(begun.value());
    m_scenario = &scenario;
    m_values = values;
    m_suffix = m_setup.runsPython() ? QStringLiteral(" (Python %1)").arg(m_setup.interpreter().version) : QString();
    connect(m_repetition.get(), &session::Repetition::processEnded, this, &RepeatSession::tick, Qt::QueuedConnection);
    m_timer.start();
    m_since.start();
    emit started();
    emit changed();
    return true;
}

void RepeatSession::cancel() {
    if (!busy())
        return;
    m_repetition->cancel();
    m_timer.stop();
    emit changed();
}

void RepeatSession::tick() {
    if (!busy())
        return;
    const std::size_t before = m_repetition->tally().runs().size();
    m_repetition->pull(FrameShare);
    if (m_repetition->over()) {
        m_timer.stop();
        if (!m_repetition->failure().isEmpty())
            emit failed(tr("The runs could not go on."), m_repetition->failure());
    }
    if (std::exchange(m_told, spent()) != m_told || m_repetition->over() || m_repetition->tally().runs().size() != before)
        emit changed();
}

std::optional<std::chrono::milliseconds> RepeatSession::timeLeft() const {
    const auto done = m_repetition ? static_cast<qint64>(m_repetition->tally().runs().size()) : 0;
    if (done == 0)
        return std::nullopt;
    return std::chrono::milliseconds(m_since.elapsed() * (m_repetition->wanted() - done) / done);
}

QString RepeatSession::title() const {
    if (!m_scenario)
        return {};
    QStringList parts{scenarioTitle(*m_scenario) + m_suffix};
    for (const session::Parameter& parameter : m_scenario->parameters)
        if (const auto value = m_values.find(parameter.name); value != m_values.end() && value->second != parameter.defaultValue)
            parts << toQt(parameter.name + " = " + parameter::format(parameter, value->second));
    return parts.join(QStringLiteral(" · "));
}

std::shared_ptr<session::Run> RepeatSession::example(const std::vector<std::size_t>& runs) const {
    if (!m_repetition)
        return nullptr;
    const auto& examples = m_repetition->examples();
    const auto found = std::find_if(examples.begin(), examples.end(), [&](const session::Repetition::Example& each) {
        return std::find(runs.begin(), runs.end(), each.index) != runs.end();
    });
    return found == examples.end() ? nullptr : found->run;
}

bool RepeatSession::show(const std::vector<std::size_t>& runs) {
    const auto run = example(runs);
    if (!run)
        return false;
    m_session.show(run);
    return true;
}

} // namespace braid::views
