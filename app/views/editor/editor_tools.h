#pragma once

#include "app/editor/program_build.h"
#include "app/editor/sliders.h"
#include "app/session/run/program_call.h"
#include "app/views/editor/open_files.h"

#include <QObject>

#include <map>
#include <optional>

class QMainWindow;
class QSettings;

namespace braid::views {

class Actions;
class Appearance;
class Dock;
class EditorPane;
class RunSession;
class Setup;

/// The person's own programs in the window: makes, opens, keeps, runs them, and marks in the editor what the run and the compiler say.
/// GUI thread only.
class EditorTools : public QObject {
    Q_OBJECT
public:
    EditorTools(QMainWindow& window, EditorPane& pane, Dock& dock, Setup& setup, RunSession& session, Actions& actions, Appearance& appearance);

    [[nodiscard]] const editor::ProgramSettings& settings() const { return m_settings; }
    /// Opens the program in the editor and chooses it for the next run. False where it cannot be read, which is said, or the person keeps
    /// what is in the editor.
    bool open(const QString& path);
    /// Shows the text of the chosen program.
    void showChosen();
    /// Nothing of the person's is lost when the window closes: asks where it would be. False: it stays open.
    [[nodiscard]] bool mayClose();
    /// The path, without an ending, under which the run that is shown is proposed to be saved where it is of a source: beside that.
    [[nodiscard]] std::optional<QString> runName() const;
    /// How a program is called in a list: a source that describes a scenario by that one's title besides.
    [[nodiscard]] QString lineOf(const session::ProgramCall& call) const;
    /// What a source describes, as far as its text tells; nothing of all other programs.
    [[nodiscard]] std::optional<session::Scenario> describedBy(const session::ProgramCall& call) const;
    /// The programs of the folder, as far as `known` has them not.
    [[nodiscard]] std::vector<session::ProgramCall> kept(const std::vector<session::ProgramCall>& known) const;

    /// Builds the source, which describes a scenario, to have it run many times: see repeatWanted().
    void repeat(const session::ProgramCall& call);

    void restore(const QSettings& settings);
    void remember(QSettings& settings) const;

signals:
    void told(const QString& sentence);
    void failed(const QString& what, const QString& why);
    void programsChanged(); ///< those in the folder
    void repeatWanted(const braid::session::Scenario& scenario, const QString& host);

private:
    void connectPane();
    void askNew();
    void askOpen();
    void editCopy(editor::Language language);
    void askSettings();
    void bring();
    void choose();      ///< what is in the editor, for the next run
    void adoptChosen(); ///< another program was chosen
    /// The sliders of the chosen program: those that its text has, or the parameters that it describes. The text is the one in view, as far
    /// as that was read, or the given one.
    void takeSliders(const QString& path);
    void takeSliders(const QString& path, const QString& text);
    void takeSliders(const QString& path, const QString& text, const editor::Sliders& sliders, const std::optional<editor::ScenarioSource>& source);
    void snap(const std::string& name, const parameter::Value& value);
    void writeValues();
    void run(const session::ProgramCall& call, bool paused);
    void build(const session::ProgramCall& call);
    void giveUp(); ///< the compiler
    void built(const record::Program& program, const std::vector<editor::Message>& messages);
    void builtScenario(const QString& host, const session::Scenario& scenario, const std::vector<editor::Message>& messages);
    void notBuilt(const QString& what, const std::vector<editor::Message>& messages);
    void look();    ///< which lines the lanes are at
    void tellEnd(); ///< what the interpreter said
    void enable();

    QMainWindow& m_window;
    EditorPane& m_pane;
    Dock& m_dock;
    Setup& m_setup;
    RunSession& m_session;
    Actions& m_actions;
    Appearance& m_appearance;
    OpenFiles m_files;
    editor::ProgramSettings m_settings;
    editor::ProgramBuild m_build;
    std::optional<session::ProgramCall> m_wanted; ///< is built at the moment, or was run last
    editor::Sliders m_sliders;                    ///< of the chosen program
    /// What a source describes, as the compiled one tells it, and of which text that is true. By its path.
    struct Known {
        QString text;
        session::Scenario scenario;
    };
    std::map<QString, Known> m_known;
    QString m_built;                           ///< the text that was compiled last
    bool m_paused = false, m_repeats = false;  ///< how what is built is to be run
    bool m_compared = false, m_same = false;   ///< whether the text is the one that the run has was found out, and is
    std::vector<editor::Message> m_ofCompiler; ///< of the program that runs
};

} // namespace braid::views
