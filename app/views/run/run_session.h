#pragma once

#include "app/render/scene/coordinates.h"
#include "app/session/run/program_call.h"
#include "app/session/run/run.h"
#include "app/session/shared_view_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace braid::views {

class Setup;

/// Between two frames while something runs.
constexpr std::chrono::milliseconds FrameTime{16};

/// The run the window looks at, if any, and the frame loop that follows it. Panes hear from here that another run is
/// the current one, that it grew, that time moved on; they share its view state. GUI thread only.
class RunSession : public QObject {
    Q_OBJECT
public:
    explicit RunSession(Setup& setup, QObject* parent = nullptr);
    ~RunSession() override;

    [[nodiscard]] session::Run* run() const { return m_run.get(); }
    /// The same, for owners that keep it beyond aboutToChangeRun().
    [[nodiscard]] std::shared_ptr<session::Run> share() const { return m_run; }
    /// A process is running (or held).
    [[nodiscard]] bool live() const { return m_run && m_run->live(); }
    /// An opened file is still being read.
    [[nodiscard]] bool loading() const { return m_run && !m_run->live() && m_run->state() != session::Run::State::Over; }
    /// Where the run lies: the file it was opened from or last saved as; empty where there is none.
    [[nodiscard]] const QString& file() const { return m_file; }
    [[nodiscard]] session::SharedViewState& view() { return m_view; }
    /// As the catalogue describes it, or a source of the person's own that runs or ran last; nullptr where none does, as for a recorded
    /// program.
    [[nodiscard]] const session::Scenario* scenarioCalled(const QString& id) const;
    /// What the run is of where that is described by a source of the person's own and was started here; else nullptr.
    [[nodiscard]] const session::Scenario* ownScenario() const;
    /// What the live run was started with, live changes included; nullptr where no run is live.
    [[nodiscard]] const parameter::ValueMap* liveValues() const { return live() ? &m_values : nullptr; }
    /// A change of it takes effect in the run that is live: of a program in Python only where it reads the value again.
    [[nodiscard]] bool movable(const session::Parameter& parameter) const;
    /// Since Run was pressed, for a live run; else how long the run took.
    [[nodiscard]] model::Nanos elapsed() const { return m_run ? m_run->edge() : 0; }
    /// The part of the run that the view opened on when the run was over, was read or could not move any more, where that is not all of
    /// it.
    [[nodiscard]] const std::optional<render::TimeRange>& story() const { return m_story; }
    /// The longest frame (pull and repaint) since the run began.
    [[nodiscard]] std::chrono::microseconds worstFrame() const { return m_worstFrame; }

    void start();       ///< what the setup says, a scenario or a program, paused where it says so; ends the run that is on
    void startPaused(); ///< the same; it stands before its first operation, as after togglePause()
    /// Records `program`, which was made of the source that the setup's `call` is. False where it could not be started: failed() was said.
    bool runSource(const session::ProgramCall& call, const record::Program& program, bool paused);
    /// Runs `scenario`, which the setup's `call` describes, by `host`, which was made of it, with the setup's values.
    bool runDescribed(const session::ProgramCall& call, const session::Scenario& scenario, const QString& host, bool paused);
    void stop(); ///< a recorded program is asked to end first; told again, it is ended
    void togglePause();
    void step(LaneId lane = {}); ///< pauses first where it runs freely
    void open(const QString& path);
    void show(std::shared_ptr<session::Run> run); ///< one that is over, which others may own as well
    void save(const QString& path);

    /// A live edge is followed by pages instead of smoothly.
    void setCalm(bool calm) { m_calm = calm; }

signals:
    void fileUsed(const QString& path);                              ///< opened, or saved to
    void programStarted(const braid::session::ProgramCall& program); ///< which is recorded
    /// The setup's program is a source: it is to be made a program, which runSource() then runs.
    void sourceWanted(const braid::session::ProgramCall& source, bool paused);
    void aboutToChangeRun(); ///< references into the present run end here
    void runChanged();       ///< run() is another one
    void saved(const QString& path);
    void fileChanged();        ///< file() is another one for the same run: it was saved
    void stateChanged();       ///< running, paused, over
    void grew();               ///< new events; at most once a frame
    void stepped(LaneId lane); ///< a step was given, to that lane or (none) to the first to come; what it did comes with the next frames
    void frame();              ///< time moved on; once a frame while the run is live
    void findingAdded(int index);
    void findingGrew(int index);
    void findingsChanged(); ///< once after any number of the two above
    void failed(const QString& what, const QString& why);

private:
    /// False where it could not be started: failed() was said.
    bool recordProgram(const record::Program& program, session::Run::Options options, bool paused);
    void begin(bool paused);
    /// False where it could not be started: failed() was said.
    bool startScenario(const session::Scenario& scenario, const parameter::ValueMap& values, session::Run::Options options, bool paused);
    void record(const session::ProgramCall& call, bool paused);
    void take(std::shared_ptr<session::Run> run, const QString& file = {});
    void tick();
    void followEdge();
    void openOnStory();
    Setup& m_setup;
    session::SharedViewState m_view;
    std::shared_ptr<session::Run> m_run;
    std::optional<session::Scenario> m_own; ///< of a source of the person's
    parameter::ValueMap m_values;
    std::optional<std::set<std::string>> m_movable; ///< names of parameters; none: all that are live
    QString m_file;
    QTimer m_timer;
    QElapsedTimer m_frameClock;
    std::chrono::microseconds m_worstFrame{0};
    std::chrono::microseconds m_restOfFrame{0}; ///< the last one but for reading
    std::optional<render::TimeRange> m_story;
    bool m_storyAtStandstill = false; ///< the view was opened on it while the run stood for good
    bool m_calm = false;
};

} // namespace braid::views
