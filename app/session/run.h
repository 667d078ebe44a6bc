#pragma once

#include "app/session/catalogue.h"
#include "engine/analysis/findings.h"
#include "engine/model/model.h"
#include "engine/trace/control.h"
#include "engine/trace/reader.h"

#include <QElapsedTimer>
#include <QObject>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace braid::trace {
class File;
class SupervisorWriter;
}

namespace braid::session {

class HostProcess;
struct DeadProcess;

/// How long a frame may read a run, where everything else in the last frame took `rest`: as long again, 8 ms at least, so that
/// slow pictures of very many lanes do not keep the run from appearing, and 100 ms at most, so that the window answers.
[[nodiscard]] std::chrono::microseconds readingBudget(std::chrono::microseconds rest);

/// One run, live or over, or one opened file: the same to whoever looks at it.
///
/// A live run owns its braid-host process (own process group, dies with this process), the trace in memory and the
/// reader that follows it. Nothing moves by itself: the owner calls pull() once per frame. Destroying it kills the run.
/// Lives in the GUI thread.
class Run : public QObject {
    Q_OBJECT
public:
    enum class State {
        Running,
        Paused,
        Over ///< the process has ended and all events are in the model
    };

    struct Options {
        QString tracePath; ///< where to write the trace; empty: in memory
        QString hostPath;  ///< empty: beside this program
        QString preset;    ///< name of the preset the values came from; only noted in the trace
        /// End the run by itself once nothing in it can move any more (the command line); the window leaves it standing.
        bool endAtStandstill = false;
        std::chrono::milliseconds timeout{0}; ///< 0 = none
        bool startPaused = false;
        double sleepFactor = 1;
        std::chrono::nanoseconds operationDelay{0};
        bool typed = false; ///< the person may type(); otherwise its standard input is at its end from the start
    };

    /// Starts `scenario` with `values` (by parameter name; missing ones are the defaults).
    [[nodiscard]] static Result<std::unique_ptr<Run>> start(const Scenario& scenario, const parameter::ValueMap& values,
                                                            const Options& options);
    /// Opens a saved trace; it is Over once pulled to its end.
    [[nodiscard]] static Result<std::unique_ptr<Run>> open(const QString& path);
    ~Run() override;

    [[nodiscard]] const model::Model& model() const { return m_model; }
    [[nodiscard]] const analysis::Findings& findings() const { return m_findings; }
    [[nodiscard]] State state() const { return m_state; }
    /// Its process is there (or its last events are still being taken in): it can be paused and stopped.
    [[nodiscard]] bool live() const { return m_host != nullptr && m_state != State::Over; }
    /// The number of its process (and process group); 0 where there was none. Stays after the process's end.
    [[nodiscard]] qint64 processId() const;
    /// Nothing in the run can move any more (confirmed; see pull()). Goes on until somebody stops it.
    [[nodiscard]] bool standsStill() const { return m_standsStill; }
    /// Nothing has happened in the run for 20 ms and the system says that none of its threads is on a CPU or in the queue
    /// for one: they all sleep or wait, and others may have the machine. As of the last pull(); true when it is Over.
    [[nodiscard]] bool resting();
    /// The right end of what can be looked at, in run time: the live edge of a live run, else the end of the trace. It stands
    /// while the run does, see model::Model::frozen(), which is as of the last pull().
    [[nodiscard]] model::Nanos edge() const;
    /// The trace's clock, which goes on also while the run stands: for measuring how far somebody lags behind.
    [[nodiscard]] model::Nanos traceNow() const;
    /// For how long by the clock on the wall a live run has been paused or stuck; nothing while it goes on.
    [[nodiscard]] std::optional<std::chrono::milliseconds> standingFor() const;
    [[nodiscard]] QString title() const;      ///< scenario title or file name
    [[nodiscard]] QString scenarioId() const; ///< from the trace; empty for a recorded program
    [[nodiscard]] std::uint64_t lost() const;
    /// Events are published faster than they are taken in, for more than 300 ms already: what is shown lies behind.
    [[nodiscard]] bool catchingUp() const { return m_behind.isValid() && m_behind.elapsed() > 300; }
    /// How much of the trace has been taken in, 0 … 1.
    [[nodiscard]] double readShare() const;
    /// What writing one event cost, as the host measured it before the run began (see scenarios/host.cpp); 0 where the
    /// trace does not say.
    [[nodiscard]] double nanosPerEvent() const { return info("eventCost").toDouble(); }
    [[nodiscard]] QString damage() const; ///< a sentence where the file was damaged
    /// Parts of the run are not in the trace, or may not be: what is not found in it may have happened all the same.
    [[nodiscard]] bool incomplete() const;
    /// Empty, or one sentence where the host ended with an error before it began the scenario. Once Over.
    [[nodiscard]] QString failure() const { return m_failure; }

    /// Takes in what has been published, for at most `budget` of wall time. Emits what changed. False when nothing came.
    ///
    /// Also the place where a run ends: when its process is gone and the last event is in, when its time is over, and
    /// (endAtStandstill) when nothing can move any more. A standstill counts only when two looks at the model, at least
    /// 20 ms apart and without an event between them, agree, and the system says that no thread of the run is on a CPU
    /// or in the queue for one: a thread may have been preempted between an operation and its event.
    bool pull(std::chrono::microseconds budget = std::chrono::milliseconds(8));

    void pause();
    void resume();
    /// While paused: one operation of `lane`, or the rest of its sleep; none: of the one that comes first, or where all sleep,
    /// the one that would wake first.
    void step(LaneId lane = {});
    /// Ends the run now: kills the whole process group, waits for it (≤ 1 s) and takes in its last events. A run that
    /// stands still is over with outcome Deadlock or Hang, whatever is given here, and one with a closed cycle is not
    /// Stopped but a Deadlock. Does nothing when it is Over.
    void stop(trace::Outcome outcome = trace::Outcome::Stopped);
    void setSleepFactor(double factor);
    void setOperationDelay(std::chrono::nanoseconds delay);
    /// It is live and reads the person's lines: its scenario's parameter "talk" is set.
    [[nodiscard]] bool readsTyped() const;
    /// Gives the scenario a line of the person, started with Options::typed. Does nothing when it is Over.
    void type(const QString& line);
    /// The person says no more.
    void typeNothingMore();
    /// For parameters that are live(); does nothing for others. Once the value has not changed for a while, or the run ends, the
    /// trace says so (ParameterMoved).
    void setLive(const Parameter& parameter, std::chrono::nanoseconds value);

    /// Keeps the trace as a file. An opened file is copied as it was opened, also where it has been deleted since.
    [[nodiscard]] Status saveAs(const QString& path) const;

signals:
    void changed();            ///< at most once per pull: model or findings grew
    void findingAdded(int index);
    void findingGrew(int index); ///< it stands for more now; at most once per pull for each
    void findingsChanged();      ///< after the two above, at most once per pull
    void stateChanged();
    void processEnded();       ///< the process is gone: a good moment to pull() without waiting for the next frame

private:
    Run();
    [[nodiscard]] Status launch(const Scenario& scenario, const parameter::ValueMap& values, const Options& options);
    /// Applies what the reader hands out until it is empty (true) or `deadline` passes (false).
    bool drain(std::chrono::steady_clock::time_point deadline, bool& grew);
    void apply(const trace::Event& event);
    void checkStandstill();
    void noteFreeze();
    /// What it came to where it is ended from outside with `outcome`.
    [[nodiscard]] trace::Outcome stoppedAs(trace::Outcome outcome) const;
    /// The process is gone: writes the outcome and lets the reader give all it has.
    void close(trace::Outcome outcome);
    /// The last event is in.
    void conclude();
    void noteCrash();
    /// Writes into the trace which of the run's processes are gone without having said so: killed from outside, and nobody
    /// has reaped them, or those who would have are gone themselves. True where there was one.
    bool noteDeaths();
    void noteDeath(const model::Lane& lane, const DeadProcess& dead, bool parentKilled);
    /// What this process itself writes into the trace of a live run, on the lane of the run's first process, which must
    /// have begun.
    [[nodiscard]] trace::SupervisorWriter& writer();
    /// Writes into the trace where parameters were moved to; while the hand still moves one, only with `all`.
    void noteMoves(bool all);
    void announceFindings();
    void setState(State state);
    [[nodiscard]] QString info(std::string_view key) const;

    model::Model m_model;
    analysis::Findings m_findings;
    std::vector<std::uint64_t> m_announced; ///< findings for which findingAdded was emitted, and what they stood for then
    std::uint64_t m_announcedInAll = 0;
    State m_state = State::Running;
    bool m_standsStill = false;
    bool m_closed = false; ///< no more events can be written: live runs after close(), opened files from the start
    bool m_endAtStandstill = false;
    trace::Outcome m_outcome = trace::Outcome::Unknown;
    std::chrono::milliseconds m_timeout{0};
    QElapsedTimer m_elapsed; ///< since the start of a live run
    QElapsedTimer m_behind;  ///< since pull() last took in all there was; invalid while it does
    QElapsedTimer m_quiet;   ///< since the last event came in
    bool m_resting = false;  ///< the system was asked since
    QElapsedTimer m_pausedSince;
    QElapsedTimer m_stuckSince; ///< when a pull first found that nothing can move; invalid while something can
    QElapsedTimer m_lookedForDead; ///< since the last look
    std::set<LaneId> m_missing;    ///< processes that were gone at the last look, without a word in the trace
    QElapsedTimer m_suspect; ///< since the model first looked stuck; invalid while it does not
    /// A parameter under the person's hand.
    struct Move {
        std::chrono::nanoseconds value{0};
        QElapsedTimer since; ///< it was last changed
    };
    std::map<std::string, Move> m_moves; ///< by name: not yet in the trace
    QString m_path;          ///< of an opened file
    QString m_scenarioId, m_title; ///< of a live run: known before its first event
    QString m_failure;
    // The process goes first, then the reader, then the trace it reads.
    std::unique_ptr<trace::File> m_file; ///< live runs only
    std::unique_ptr<trace::SupervisorWriter> m_writer; ///< from its first event on
    std::optional<trace::Reader> m_reader;
    std::unique_ptr<HostProcess> m_host;
};

} // namespace braid::session
