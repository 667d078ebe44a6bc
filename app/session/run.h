#pragma once

#include "app/session/catalogue.h"
#include "engine/analysis/findings.h"
#include "engine/model/model.h"
#include "engine/trace/control.h"
#include "engine/trace/reader.h"

#include <QElapsedTimer>
#include <QObject>
#include <memory>

class QProcess;

namespace braid::trace {
class File;
}

namespace braid::session {

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
        /// End the run by itself once nothing in it can move any more (the command line); the window leaves it standing.
        bool endAtStandstill = false;
        std::chrono::milliseconds timeout{0}; ///< 0 = none
        bool startPaused = false;
        double sleepFactor = 1;
        std::chrono::nanoseconds operationDelay{0};
    };

    /// Starts `scenario` with `values` (by parameter name; missing ones are the defaults).
    [[nodiscard]] static Result<std::unique_ptr<Run>> start(const Scenario& scenario, const QVariantMap& values,
                                                            const Options& options);
    /// Opens a saved trace; it is Over once pulled to its end.
    [[nodiscard]] static Result<std::unique_ptr<Run>> open(const QString& path);
    ~Run() override;

    [[nodiscard]] const model::Model& model() const { return m_model; }
    [[nodiscard]] const analysis::Findings& findings() const { return m_findings; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool live() const { return m_process != nullptr; }
    /// The right end of what can be looked at: the live edge of a live run, else the end of the trace.
    [[nodiscard]] model::Nanos edge() const;
    [[nodiscard]] QString title() const;      ///< scenario title or file name
    [[nodiscard]] QString scenarioId() const; ///< from the trace; empty for a recorded program
    [[nodiscard]] std::uint64_t lost() const;
    [[nodiscard]] QString damage() const; ///< a sentence where the file was damaged

    /// Takes in what has been published, for at most `budget` of wall time. Emits what changed. False when nothing came.
    bool pull(std::chrono::microseconds budget = std::chrono::milliseconds(8));

    void pause();
    void resume();
    void step(LaneId lane = {}); ///< while paused
    /// Ends the run now; kills the whole process group and waits for it (≤ 1 s).
    void stop(trace::Outcome outcome = trace::Outcome::Stopped);
    void setSleepFactor(double factor);
    void setOperationDelay(std::chrono::nanoseconds delay);
    void setLive(const Parameter& parameter, std::chrono::nanoseconds value);

    /// Keeps the trace as a file.
    [[nodiscard]] Status saveAs(const QString& path) const;

signals:
    void changed();            ///< at most once per pull: model or findings grew
    void findingAdded(int index);
    void stateChanged();

private:
    Run();
    model::Model m_model;
    analysis::Findings m_findings;
    State m_state = State::Running;
    std::unique_ptr<QProcess> m_process;
    // (the implementer's)
};

} // namespace braid::session
