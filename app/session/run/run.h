#pragma once

#include "app/session/catalogue.h"
#include "app/session/python_program.h"
#include "app/session/run/following.h"

#include <QElapsedTimer>
#include <QObject>
#include <memory>
#include <optional>

namespace braid::record {
struct Inspection;
struct Program;
} // namespace braid::record

namespace braid::session {

/// How long a frame may read a run, where everything else in the last frame took `rest`: as long again, 8 ms at least, so that
/// slow pictures of very many lanes do not keep the run from appearing, and 100 ms at most, so that the window answers.
[[nodiscard]] std::chrono::microseconds readingBudget(std::chrono::microseconds rest);

/// One run, live (LiveRun) or in a saved trace (OpenedRun): the same to its observers. What steers a run does nothing
/// where there is no process.
///
/// Nothing moves by itself: the owner calls pull() once per frame. Destroying a live one kills the run. Lives in the GUI
/// thread.
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
        /// End the run by itself once nothing in it can move any more (the command line); the window leaves it standing. A recorded
        /// program also where some of it is stuck for good and leaves the rest nothing to do, see analysis::stuckForGood().
        bool endAtStandstill = false;
        std::chrono::milliseconds timeout{0}; ///< 0 = none
        bool startPaused = false;
        double sleepFactor = 1;
        std::chrono::nanoseconds operationDelay{0};
        /// Who goes next is decided, and not left to the system: "round-robin", "random" or "random:SEED"; empty: it goes freely.
        QString schedule;
        bool typed = false; ///< the person may type(); otherwise its standard input is at its end from the start
        /// Of a recorded program: it gets a terminal of its own. What it writes there goes into the trace, what is typed comes from there.
        bool ownTerminal = false;
        QString title;           ///< of a recorded program: what it is called; empty: by its command
        Interpreter interpreter; ///< of a scenario: what runs its program in Python, recorded; none: the scenario itself runs
        QString recorderPath;    ///< of a recorded program: the library that is preloaded; empty: the one beside this program, or installed
    };

    /// Starts `scenario` with `values` (by parameter name; missing ones are the defaults), or its program in Python, which is a recorded
    /// program then.
    [[nodiscard]] static Result<std::unique_ptr<Run>> start(const Scenario& scenario, const parameter::ValueMap& values,
                                                            const Options& options);
    /// Starts a program that is no scenario and records it; `inspection` is what was found out of it. Of the options: tracePath,
    /// recorderPath, endAtStandstill, timeout, startPaused, operationDelay, title and ownTerminal, without which it shares this process's streams
    /// and terminal.
    [[nodiscard]] static Result<std::unique_ptr<Run>> record(const record::Inspection& inspection, const record::Program& program,
                                                             const Options& options);
    /// Opens a saved trace; it is Over once pulled to its end.
    [[nodiscard]] static Result<std::unique_ptr<Run>> open(const QString& path);

    /// How a recorded program ended.
    struct ProgramEnd {
        int status = 0;       ///< its exit status; 0 where a signal ended it
        int signal = 0;       ///< that ended it, or 0
        bool byItself = true; ///< it was not ended by Braid
        /// Braid ended it because some of its threads were stuck for good, and not all: others still moved, slept or waited for the
        /// outside world.
        bool partlyStuck = false;
    };
    /// Of a recorded program that is over.
    [[nodiscard]] virtual std::optional<ProgramEnd> programEnd() const { return std::nullopt; }

    [[nodiscard]] const model::Model& model() const { return m_following.model(); }
    [[nodiscard]] const analysis::Findings& findings() const { return m_following.findings(); }
    [[nodiscard]] State state() const { return m_state; }
    /// Its process is there (or its last events are still being taken in): it can be paused and stopped.
    [[nodiscard]] virtual bool live() const { return false; }
    /// The number of its process (and process group); 0 where there was none. Stays after the process's end.
    [[nodiscard]] virtual qint64 processId() const { return 0; }
    /// Nothing in the run can move any more (confirmed; see pull()). Goes on until it is stopped.
    [[nodiscard]] virtual bool standsStill() const { return false; }
    /// Nothing has happened in the run for 20 ms and the system says that none of its threads is on a CPU or in the queue
    /// for one: they all sleep or wait, and others may have the machine. As of the last pull(); true when it is Over.
    [[nodiscard]] virtual bool resting() { return m_state == State::Over; }
    /// The right end of what can be looked at, in run time: the live edge of a live run, else the end of the trace. It stands
    /// while the run does, see model::Model::frozen(), which is as of the last pull().
    [[nodiscard]] virtual model::Nanos edge() const { return model().endTime(); }
    /// The trace's clock, which goes on also while the run stands: for measuring how far an observer lags behind.
    [[nodiscard]] model::Nanos traceNow() const { return m_following.decoder().now().count(); }
    /// For how long by the clock on the wall a live run has been paused or stuck; nothing while it goes on.
    [[nodiscard]] virtual std::optional<std::chrono::milliseconds> standingFor() const { return std::nullopt; }
    [[nodiscard]] virtual QString title() const = 0;      ///< scenario title or file name
    [[nodiscard]] virtual QString scenarioId() const = 0; ///< from the trace; empty for a recorded program that is of no scenario
    /// The version of the Python that runs the scenario's program; empty where the scenario itself runs, and for other programs.
    [[nodiscard]] QString pythonVersion() const { return info("python"); }
    /// It is one of a scenario's program in Python.
    [[nodiscard]] bool ofPython() const { return !scenarioId().isEmpty() && (recordedHere() || !pythonVersion().isEmpty()); }
    [[nodiscard]] std::uint64_t lost() const { return m_following.reading().lost; }
    /// Events are published faster than they are taken in, for more than 300 ms already: what is shown lies behind.
    [[nodiscard]] bool catchingUp() const { return m_behind.isValid() && m_behind.elapsed() > 300; }
    /// How much of the trace has been taken in, 0 … 1.
    [[nodiscard]] double readShare() const { return m_following.reading().share; }
    /// What writing one event cost, as the host measured it before the run began (see scenarios/host.cpp); 0 where the
    /// trace does not say.
    [[nodiscard]] double nanosPerEvent() const { return info("eventCost").toDouble(); }
    [[nodiscard]] QString damage() const; ///< a sentence where the file was damaged
    /// Parts of the run are not in the trace, or may not be: what is not found in it may have happened all the same.
    [[nodiscard]] bool incomplete() const;
    /// Empty, or one sentence where the host ended with an error before it began the scenario. Once Over.
    [[nodiscard]] virtual QString failure() const { return {}; }

    /// Takes in what has been published, for at most `budget` of wall time. Emits what changed. False when nothing came.
    ///
    /// Also the place where a run ends: when its process is gone and the last event is in, when its time is over, and
    /// (endAtStandstill) when nothing can move any more. A standstill counts only when two looks at the model, at least
    /// 20 ms apart and without an event between them, agree, and the system says that no thread of the run is on a CPU
    /// or in the queue for one: a thread may have been preempted between an operation and its event.
    virtual bool pull(std::chrono::microseconds budget = std::chrono::milliseconds(8)) = 0;

    virtual void pause() {}
    virtual void resume() {}
    /// While paused: one operation of `lane`, or the rest of its sleep; none: of the one that comes first, or where all sleep,
    /// the one that would wake first.
    virtual void step([[maybe_unused]] LaneId lane = {}) {}
    /// Ends the run now: kills the whole process group, waits for it (≤ 1 s) and takes in its last events. A run that
    /// stands still is over with outcome Deadlock or Hang, whatever is given here, and one with a closed cycle is not
    /// Stopped but a Deadlock. Does nothing when it is Over.
    virtual void stop([[maybe_unused]] trace::Outcome outcome = trace::Outcome::Stopped) {}
    /// Asks a recorded program that has a terminal of its own to end: SIGINT as Ctrl+C sends it, a second later SIGTERM, and after
    /// another one it is stop()ped; what it does meanwhile is recorded. Asked again, and for all other runs: stop().
    virtual void askToStop() { stop(); }
    virtual void setSleepFactor([[maybe_unused]] double factor) {}
    virtual void setOperationDelay([[maybe_unused]] std::chrono::nanoseconds delay) {}
    /// It is live and may read the person's lines: its scenario's parameter "talk" is set, or it has a terminal of its own.
    [[nodiscard]] virtual bool readsTyped() const { return false; }
    /// Gives it a line of the person; a scenario must have been started with Options::typed. Does nothing when it is Over.
    virtual void type([[maybe_unused]] const QString& line) {}
    /// The person says no more.
    virtual void typeNothingMore() {}
    /// It is, or was, started here and is no scenario: the files that its places name are those of programs of this machine.
    [[nodiscard]] virtual bool recordedHere() const { return false; }
    /// Not all of its output is in the trace: so many bytes are; 0: all of it.
    [[nodiscard]] std::size_t outputKept() const { return info("outputKept").toULongLong(); }
    /// For parameters that are live(); does nothing for others. Once the value has not changed for a while, or the run ends,
    /// the trace says so (ParameterMoved).
    virtual void setLive([[maybe_unused]] const Parameter& parameter, [[maybe_unused]] std::chrono::nanoseconds value) {}

    /// Keeps the trace as a file. An opened file is copied as it was opened, also where it has been deleted since.
    [[nodiscard]] virtual Status saveAs(const QString& path) const = 0;

signals:
    void changed(); ///< at most once per pull: model or findings grew
    void findingAdded(int index);
    void findingGrew(int index); ///< it stands for more now; at most once per pull for each
    void findingsChanged();      ///< after the two above, at most once per pull
    void stateChanged();
    void processEnded(); ///< the process is gone: a good moment to pull() without waiting for the next frame

protected:
    explicit Run(trace::Reader reader) : m_following(std::move(reader)) {}
    [[nodiscard]] Following& following() { return m_following; }
    [[nodiscard]] const Following& following() const { return m_following; }
    void setState(State state);
    /// What pull() found out: events came; all there were are in.
    void announce(bool grew, bool drained);
    /// Findings and model have changed.
    void announceGrowth();
    /// Tells of findings that are new or have changed.
    void announceFindings();
    /// The run is concluded: it is Over.
    void announceEnd();
    /// What the trace says of its run under `key`; empty where it does not.
    [[nodiscard]] QString info(std::string_view key) const;
    /// A trace replaces a file, never a device or a folder. An empty path is none.
    [[nodiscard]] static Status checkTarget(const QString& path);

private:
    Following m_following;
    State m_state = State::Running;
    std::vector<std::uint64_t> m_announced; ///< findings for which findingAdded was emitted, and what they stood for then
    std::uint64_t m_announcedInAll = 0;
    QElapsedTimer m_behind; ///< since pull() last took in all there was; invalid while it does
};

} // namespace braid::session
