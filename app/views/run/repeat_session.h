#pragma once

#include "app/session/repetition.h"
#include "app/session/run/program_call.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace braid::views {

class RunSession;
class Setup;

/// The same run many times: what the setup says, beside the run that is looked at. Repeating ends a run that is on, and a
/// run that begins ends repeating: they would disturb each other. GUI thread only; never waits.
class RepeatSession : public QObject {
    Q_OBJECT
public:
    RepeatSession(Setup& setup, RunSession& session, QObject* parent = nullptr);
    ~RepeatSession() override;

    /// How many runs the next start() makes.
    [[nodiscard]] int count() const { return m_count; }
    void setCount(int count);
    static constexpr int Counts[] = {20, 50, 100, 200, 500, 1000}; ///< to choose from

    /// Of a program of the person's own, asks for what it describes first: see sourceWanted().
    void start();
    /// The same of what the chosen program describes, which `host` runs.
    void startDescribed(const session::Scenario& scenario, const QString& host);
    void cancel(); ///< what there is stays
    void toggle() { busy() ? cancel() : start(); }
    [[nodiscard]] bool busy() const { return m_repetition && !m_repetition->over(); }

    /// nullptr before the first start().
    [[nodiscard]] const session::Tally* tally() const { return m_repetition ? &m_repetition->tally() : nullptr; }
    /// How long the runs that are still to come will take if they take as long as those before; none before the first has ended.
    [[nodiscard]] std::optional<std::chrono::milliseconds> timeLeft() const;
    /// Since start(), while busy().
    [[nodiscard]] std::chrono::seconds spent() const { return std::chrono::seconds(m_since.elapsed() / 1000); }
    [[nodiscard]] int wanted() const { return m_repetition ? m_repetition->wanted() : 0; }
    /// What is repeated: the scenario's title and values that differ from its defaults, in the window's language.
    [[nodiscard]] QString title() const;
    /// nullptr before the first start().
    [[nodiscard]] const session::Scenario* scenario() const { return m_scenario; }
    /// A kept one of `runs` (indices into tally()->runs()); nullptr where none was kept.
    [[nodiscard]] std::shared_ptr<session::Run> example(const std::vector<std::size_t>& runs) const;
    /// Makes such a run the one that is looked at. False where none was kept.
    bool show(const std::vector<std::size_t>& runs);

signals:
    void started();
    void sourceWanted(const braid::session::ProgramCall& source); ///< it is to be built and answered with startDescribed()
    void changed();                                               ///< another run ended, or all are over, or the count is another one; and once a second
    void failed(const QString& what, const QString& why);

private:
    void tick();
    bool begin(const session::Scenario& scenario, const parameter::ValueMap& values, session::Repetition::Options options);

    Setup& m_setup;
    RunSession& m_session;
    std::unique_ptr<session::Repetition> m_repetition;
    const session::Scenario* m_scenario = nullptr; ///< of m_repetition
    std::unique_ptr<session::Scenario> m_own;      ///< that, where it is in no catalogue
    parameter::ValueMap m_values;
    QString m_suffix; ///< of the title: what runs it, where that is Python
    QTimer m_timer;
    QElapsedTimer m_since; ///< the start
    std::chrono::seconds m_told{0};
    int m_count = 100;
};

} // namespace braid::views
