#pragma once

#include "app/session/run/host_process.h"
#include "app/session/run/post_mortem.h"
#include "app/session/run/program_names.h"
#include "app/session/run/program_terminal.h"
#include "app/session/run/ready_watch.h"
#include "app/session/run/run.h"
#include "app/session/run/stall_watch.h"
#include "app/session/run/stuck_program.h"
#include "app/session/source/source_keeper.h"
#include "engine/record/launch/program.h"
#include "engine/trace/control.h"
#include "engine/trace/file.h"
#include "engine/trace/recording/supervisor_writer.h"

#include <map>

namespace braid::session {

/// A run that goes on: a braid-host process of its own (own process group, dies with this process), the trace it writes, in
/// memory or in a file, and the reader that follows it.
class LiveRun final : public Run {
public:
    /// See Run::start().
    [[nodiscard]] static Result<std::unique_ptr<Run>> start(const Scenario& scenario, const parameter::ValueMap& values,
                                                            const Options& options);
    /// See Run::record().
    [[nodiscard]] static Result<std::unique_ptr<Run>> record(const record::Inspection& inspection, const record::Program& program,
                                                             const Options& options) {
        return record(inspection, program, options, {});
    }
    /// The program in Python of `scenario`, recorded; see Run::start().
    [[nodiscard]] static Result<std::unique_ptr<Run>> startPython(const Scenario& scenario, const parameter::ValueMap& values,
                                                                  const Options& options);
    ~LiveRun() override;

    bool pull(std::chrono::microseconds budget) override;
    [[nodiscard]] bool live() const override { return state() != State::Over; }
    [[nodiscard]] qint64 processId() const override { return m_host.pid(); }
    [[nodiscard]] bool standsStill() const override { return m_standsStill; }
    [[nodiscard]] bool resting() override;
    [[nodiscard]] model::Nanos edge() const override;
    [[nodiscard]] std::optional<std::chrono::milliseconds> standingFor() const override;
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] QString scenarioId() const override { return m_scenarioId; }
    [[nodiscard]] QString failure() const override { return m_failure; }
    [[nodiscard]] std::optional<ProgramEnd> programEnd() const override;

    void pause() override;
    void resume() override;
    void step(LaneId lane) override;
    void stop(trace::Outcome outcome) override;
    void askToStop() override;
    void setSleepFactor(double factor) override;
    void setOperationDelay(std::chrono::nanoseconds delay) override;
    [[nodiscard]] bool readsTyped() const override;
    void type(const QString& line) override;
    void typeNothingMore() override;
    [[nodiscard]] bool recordedHere() const override { return m_names != nullptr; }
    void setLive(const Parameter& parameter, std::chrono::nanoseconds value) override;
    [[nodiscard]] Status saveAs(const QString& path) const override;

private:
    /// Of a program in Python: what it is the program of.
    struct OfScenario {
        QString id, version;
        std::vector<std::pair<std::string, std::string>> parameters; ///< name and JSON
        std::string cells;                                           ///< " NAME=CELL" for each that may be moved
    };
    [[nodiscard]] static Result<std::unique_ptr<Run>> record(const record::Inspection& inspection, const record::Program& program,
                                                             const Options& options, const OfScenario& of);
    /// The trace of a run that is to begin.
    struct NewTrace {
        std::unique_ptr<trace::File> file;
        trace::Reader reader;
    };
    /// At `target`, or in memory where that is empty; then complaints call it `name`.
    [[nodiscard]] static Result<NewTrace> newTrace(const QString& target, const std::string& name);
    LiveRun(QString scenarioId, QString title, const Options& options, std::unique_ptr<trace::File> file, trace::Reader reader);
    /// Prepares the control page and starts the host.
    [[nodiscard]] Status launch(const QStringList& arguments, const Options& options);
    /// Before the program starts, so that not even its first operation escapes.
    void setControl(const Options& options);
    /// Of the control page, which only a run that is not closed reads.
    [[nodiscard]] trace::Control control() { return trace::Control(m_file->control()); }
    /// Of a recorded program: gives places and objects that have come their names, and takes what it wrote to its terminal. True where
    /// there were such.
    bool nameNews();
    /// Writes into the trace what was recorded.
    void introduce();
    /// Sentences of findings say the names that have come since.
    void announceNames(bool grew);
    /// Of a program that was asked to stop: goes on to the next means when its time has come.
    void pressToStop();
    void noteExit();
    /// Writes into the trace what a program in Python has said to have come of it.
    void noteResults();
    /// Ends it with all its descendants, those too whose parents have ended.
    void endProgram();
    bool drain(Following::Clock::time_point deadline, bool& grew);
    bool drainAll();
    /// What a pull() looks for besides events while the process is there.
    void watch(bool grew, bool drained);
    void checkStandstill();
    /// Writes into the trace how many threads there are in the run that Braid does not know, where it says another number. True
    /// where it did: what seems stuck may then be given by them.
    bool noteUnknownThreads();
    /// Somebody whom the trace does not know may still let one of its lanes go on.
    bool somebodyMayHelp();
    void noteFreeze();
    /// What it came to where it is ended from outside with `outcome`.
    /// A person stops it: see m_cameTo.
    void keepWhatItCameTo();
    [[nodiscard]] trace::Outcome stoppedAs(trace::Outcome outcome) const;
    /// The process is gone: writes the outcome and lets the reader give all it has.
    void close(trace::Outcome outcome);
    /// The last event is in.
    void conclude();
    void noteCrash();
    /// Writes into the trace which of the run's processes are gone without having said so. True where there was one.
    bool noteDeaths();
    void write(const std::vector<ObservedDeath>& deaths);
    /// What this process itself writes into the trace, on the lane of the run's first process, which must have begun.
    [[nodiscard]] trace::SupervisorWriter& writer();
    /// Writes into the trace where parameters were moved to; while the hand still moves one, only with `all`.
    void noteMoves(bool all);

    QString m_scenarioId, m_title; ///< known before the first event
    OfScenario m_of;
    QString m_command; ///< of a recorded program
    bool m_endAtStandstill = false;
    std::chrono::milliseconds m_timeout{0};
    bool m_started = false; ///< the host is, or was, there
    bool m_closed = false;  ///< no more events can be written
    bool m_standsStill = false;
    trace::Outcome m_outcome = trace::Outcome::Unknown;
    QString m_failure;
    QElapsedTimer m_named;                       ///< since places or objects were last given names; invalid where all of these were read
    bool m_introduced = false;                   ///< the trace says what was recorded
    double m_eventCost = 0;                      ///< ns, as measured before the start; 0 = not known
    bool m_ended = false;                        ///< the program has ended by itself
    std::unique_ptr<ProgramNames> m_names;       ///< of a recorded program
    std::unique_ptr<SourceKeeper> m_sources;     ///< of a recorded program
    std::unique_ptr<ProgramTerminal> m_terminal; ///< of its own; none where it shares this process's
    QElapsedTimer m_asked;                       ///< since it was asked to stop; invalid where it was not
    bool m_terminated = false;
    std::optional<trace::Outcome> m_cameTo; ///< before it was ended, which opens cycles
    std::optional<record::SharedFile> m_shared;
    std::unique_ptr<StallWatch> m_stalls;
    QElapsedTimer m_elapsed; ///< since the start
    QElapsedTimer m_quiet;   ///< since the last event came in
    bool m_resting = false;  ///< the system was asked since
    QElapsedTimer m_pausedSince;
    QElapsedTimer m_stuckSince; ///< when a pull first found that nothing can move; invalid while something can
    QElapsedTimer m_suspect;    ///< since the model first looked stuck; invalid while it does not
    QElapsedTimer m_looked;     ///< since who is stuck was looked for
    StuckProgram m_stuck;       ///< of a recorded program
    bool m_partlyStuck = false; ///< it was ended because a part of it is stuck for good
    DeathWatch m_deathWatch;
    /// A parameter under the person's hand.
    struct Move {
        std::chrono::nanoseconds value{0};
        QElapsedTimer since; ///< it was last changed
    };
    std::map<std::string, Move> m_moves; ///< by name: not yet in the trace
    // The process goes before the trace it writes.
    std::unique_ptr<trace::File> m_file;
    std::unique_ptr<ReadyWatch> m_ready;               ///< of a recorded program, until it is closed; writes into the file
    std::unique_ptr<trace::SupervisorWriter> m_writer; ///< from its first event on
    HostProcess m_host;
};

} // namespace braid::session
