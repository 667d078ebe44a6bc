#include "app/views/editor/editor_tools.h"

#include "app/editor/program_files.h"
#include "app/session/error_text.h"
#include "app/views/base/actions.h"
#include "app/views/base/dock.h"
#include "app/views/base/words.h"
#include "app/views/cursor/lane_marks.h"
#include "app/views/editor/code_editor.h"
#include "app/views/editor/editor_pane.h"
#include "app/views/editor/new_program_dialog.h"
#include "app/views/editor/program_settings_dialog.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "engine/trace/print.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace braid::views {
namespace {

constexpr int RoomForCode = 480; ///< pixels; less than half of the window

/// All that the run's programs wrote, as far as the trace has it.
QString outputOf(const model::Model& model) {
    QString output;
    for (const model::EventIndex index : model.prints()) {
        const trace::Event event = model.event(index);
        output += QString::fromUtf8(event.text.data(), static_cast<qsizetype>(event.text.size()));
        if ((event.b & trace::NoLineEnd) == 0)
            output += u'\n';
    }
    return output;
}

} // namespace

EditorTools::EditorTools(QMainWindow& window, EditorPane& pane, Dock& dock, Setup& setup, RunSession& session, Actions& actions, Appearance& appearance)
    : QObject(&window), m_window(window), m_pane(pane), m_dock(dock), m_setup(setup), m_session(session), m_actions(actions), m_appearance(appearance), m_files(window, pane) {
    connectPane();
    connect(m_actions.newProgram, &QAction::triggered, this, &EditorTools::askNew);
    connect(m_actions.openProgram, &QAction::triggered, this, &EditorTools::askOpen);
    connect(m_actions.editCopy, &QAction::triggered, this, [this] { editCopy(editor::Language::Python); });
    connect(m_actions.editCopyCpp, &QAction::triggered, this, [this] { editCopy(editor::Language::Cpp); });
    connect(m_actions.saveProgramAs, &QAction::triggered, &m_files, &OpenFiles::saveAs);
    connect(m_actions.writeValues, &QAction::triggered, this, &EditorTools::writeValues);
    connect(m_actions.programSettings, &QAction::triggered, this, &EditorTools::askSettings);
    pane.menu().addActions({m_actions.newProgram, m_actions.openProgram, m_actions.saveProgramAs, m_actions.writeValues});
    pane.menu().addSeparator();
    pane.menu().addAction(m_actions.programSettings);
    connect(m_actions.stop, &QAction::triggered, this, &EditorTools::giveUp);
    connect(&m_setup, &Setup::scenarioChanged, this, &EditorTools::adoptChosen);
    connect(&m_setup, &Setup::valueChanged, this, &EditorTools::snap);
    connect(&m_session, &RunSession::sourceWanted, this, &EditorTools::run);
    connect(&m_build, &editor::ProgramBuild::done, this, &EditorTools::built);
    connect(&m_build, &editor::ProgramBuild::described, this, &EditorTools::builtScenario);
    connect(&m_build, &editor::ProgramBuild::failed, this, &EditorTools::notBuilt);
    const auto another = [this] {
        m_compared = false;
        look();
    };
    connect(&m_session, &RunSession::runChanged, this, another);
    connect(&m_session, &RunSession::grew, this, &EditorTools::look);
    connect(&m_session.view(), &session::SharedViewState::changed, this, &EditorTools::look);
    connect(&m_session, &RunSession::stateChanged, this, &EditorTools::tellEnd);
    connect(&m_pane, &EditorPane::textChanged, this, [this, another] {
        another();
        if (m_pane.code().hasFocus()) // it is written at
            choose();
    });
    enable();
}

void EditorTools::connectPane() {
    connect(&m_pane, &EditorPane::shown, this, &EditorTools::look, Qt::QueuedConnection); // once it is visible
    connect(&m_pane, &EditorPane::newRequested, this, &EditorTools::askNew);
    connect(&m_pane, &EditorPane::openRequested, this, &EditorTools::askOpen);
    connect(&m_pane, &EditorPane::fileShown, this, [this] {
        m_ofCompiler.clear();
        m_compared = false;
        enable();
        look();
        if (m_setup.program() && m_setup.program()->source && !m_pane.path().isEmpty())
            choose();
    });
    connect(&m_pane, &EditorPane::told, this, &EditorTools::told);
    connect(&m_files, &OpenFiles::failed, this, &EditorTools::failed);
    connect(&m_files, &OpenFiles::told, this, &EditorTools::told);
    connect(&m_files, &OpenFiles::written, this, &EditorTools::programsChanged);
    connect(&m_pane, &EditorPane::entered, this, &EditorTools::choose);
    connect(&m_pane, &EditorPane::slidersChanged, this, [this] {
        if (m_setup.program() && m_setup.program()->source && m_setup.program()->command == m_pane.path())
            takeSliders(m_pane.path());
    });
}

void EditorTools::enable() {
    for (QAction* copy : {m_actions.editCopy, m_actions.editCopyCpp})
        copy->setEnabled(m_setup.scenario() != nullptr);
    m_actions.saveProgramAs->setEnabled(!m_pane.path().isEmpty());
    m_actions.writeValues->setEnabled(!m_pane.path().isEmpty());
}

void EditorTools::askNew() {
    NewProgramDialog dialog(m_settings.place(), &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (const Status written = editor::writeProgram(dialog.path(), dialog.text()); !written) {
        emit failed(tr("The program could not be made."), session::errorText(written.error()));
        return;
    }
    if (open(dialog.path()))
        bring();
    emit programsChanged();
}

void EditorTools::askOpen() {
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a program"), m_settings.place(),
                                                      tr("Programs") + QStringLiteral(" (%1)").arg(editor::sourceFilter()));
    if (!path.isEmpty() && open(path))
        bring();
}

void EditorTools::editCopy(editor::Language language) {
    const session::Scenario* scenario = m_setup.scenario();
    if (!scenario)
        return;
    const auto text = editor::copyOfScenario(*scenario, language, m_setup.binaries());
    const QString path = editor::freePath(m_settings.place(), toQt(scenario->id).replace(u'-', u'_') + (language == editor::Language::Python ? QStringLiteral(".py") : QStringLiteral(".cpp")));
    const Status written = text ? editor::writeProgram(path, *text) : Status(text.error());
    if (!written) {
        emit failed(tr("There is no copy of this scenario to be edited."), session::errorText(written.error()));
        return;
    }
    if (language == editor::Language::Cpp) { // known without compiling it: it is the same text
        const QString absolute = QFileInfo(path).absoluteFilePath();
        session::Scenario copied = *scenario;
        copied.id = QFileInfo(path).fileName().toStdString();
        copied.source = absolute.toStdString();
        m_known.insert_or_assign(absolute, Known{*text, copied});
    }
    if (open(path))
        bring();
    emit programsChanged();
    emit told(language == editor::Language::Python ? tr("This is a copy of its program in Python: Run records it.")
                                                   : tr("This is a copy of its C++ program: Run compiles it with Braid's own locks and threads, and runs it as Braid's scenarios run."));
}

void EditorTools::askSettings() {
    ProgramSettingsDialog dialog(m_settings, &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings = dialog.settings();
    emit programsChanged();
}

bool EditorTools::open(const QString& path) {
    if (!m_files.open(QFileInfo(path).absoluteFilePath()))
        return false;
    choose();
    enable();
    return true;
}

void EditorTools::showChosen() {
    if (m_setup.program() && m_setup.program()->source && open(m_setup.program()->command))
        bring();
}

void EditorTools::bring() {
    m_dock.bring();
    const int room = std::min(RoomForCode, m_window.width() * 2 / 5);
    if (!m_dock.isFloating() && m_dock.width() < room)
        m_window.resizeDocks({&m_dock}, {room}, Qt::Horizontal);
    m_pane.code().setFocus(Qt::OtherFocusReason);
}

bool EditorTools::mayClose() { return m_files.mayCloseAll(); }

void EditorTools::choose() {
    if (m_pane.path().isEmpty())
        return;
    m_setup.chooseProgram(session::ProgramCall::ofSource(m_pane.path()));
    takeSliders(m_pane.path());
}

void EditorTools::takeSliders(const QString& path) { takeSliders(path, m_pane.readText(), m_pane.sliders(), m_pane.described()); }

void EditorTools::takeSliders(const QString& path, const QString& text) {
    const editor::Language language = editor::languageOf(path).value_or(editor::Language::Python);
    takeSliders(path, text, editor::slidersOf(text, language), language == editor::Language::Cpp ? editor::scenarioIn(text, path) : std::nullopt);
}

void EditorTools::takeSliders(const QString& path, const QString& text, const editor::Sliders& sliders, const std::optional<editor::ScenarioSource>& source) {
    if (!source) {
        m_sliders = sliders;
        m_setup.setProgramParameters(m_sliders.parameters());
        return;
    }
    m_sliders = {};
    const auto known = m_known.find(path);
    const session::Scenario& scenario = known != m_known.end() && known->second.text == text ? known->second.scenario : source->described;
    m_setup.setDescribed(scenario);
}

QString EditorTools::lineOf(const session::ProgramCall& call) const {
    const auto scenario = describedBy(call);
    return scenario ? QStringLiteral("%1 · %2").arg(call.line(), scenarioTitle(*scenario)) : call.line();
}

std::optional<session::Scenario> EditorTools::describedBy(const session::ProgramCall& call) const {
    if (!call.source || editor::languageOf(call.command) != editor::Language::Cpp)
        return std::nullopt;
    const auto text = editor::readProgram(call.command);
    const auto source = text ? editor::scenarioIn(*text, call.command) : std::nullopt;
    return source ? std::optional(source->described) : std::nullopt;
}

/// A program that is chosen in a list comes into the editor where nothing is lost by that; without it there are its sliders all the same.
void EditorTools::adoptChosen() {
    enable();
    const session::ProgramCall* program = m_setup.program();
    if (!program || !program->source)
        return;
    if (program->command == m_pane.path()) {
        takeSliders(m_pane.path());
    } else if (const auto text = editor::readProgram(program->command)) {
        m_files.lookAt(program->command, *text);
        takeSliders(program->command, *text);
    } else {
        m_sliders = {};
        m_setup.setProgramParameters({});
    }
    enable();
}

void EditorTools::snap(const std::string& name, const parameter::Value& value) {
    if (!m_setup.program() || !m_setup.program()->source)
        return;
    if (const editor::Slider* slider = m_sliders.find(name))
        m_setup.setValue(name, editor::onStep(*slider, value));
}

void EditorTools::writeValues() {
    if (!m_setup.program() || m_setup.program()->command != m_pane.path())
        return;
    if (m_sliders.sliders.empty())
        emit told(tr("None of this program's values is a slider by a range that stands behind it."));
    const editor::Language language = editor::languageOf(m_pane.path()).value_or(editor::Language::Python);
    const QString text = m_pane.text();
    m_pane.code().rewrite(editor::withValues(text, editor::slidersOf(text, language).sliders, m_setup.values(), language));
}

void EditorTools::run(const session::ProgramCall& call, bool paused) {
    m_paused = paused;
    m_repeats = false;
    build(call);
}

void EditorTools::repeat(const session::ProgramCall& call) {
    m_paused = false;
    m_repeats = true;
    build(call);
}

void EditorTools::build(const session::ProgramCall& call) {
    const bool here = call.command == m_pane.path();
    if (here) { // what runs is what is seen, and lies in the file
        const auto there = editor::readProgram(call.command);
        if ((!there || *there != m_pane.text()) && !m_files.save())
            return;
    }
    const auto text = here ? Result<QString>(m_pane.text()) : editor::readProgram(call.command);
    if (!text) {
        emit failed(tr("The program could not be started."), session::errorText(text.error()));
        return;
    }
    const editor::Language language = editor::languageOf(call.command).value_or(editor::Language::Python);
    takeSliders(call.command, *text);
    m_built = *text;
    const QString run = editor::withValues(*text, m_sliders.sliders, m_setup.values(), language);
    m_wanted = session::ProgramCall(call);
    if (here) {
        m_pane.showMessages({});
        m_pane.setState(language == editor::Language::Python ? QString() : tr("Being compiled…"));
    }
    m_build.start(call.command, run, run == *text, m_settings, m_setup.binaries());
    if (m_build.busy())
        m_actions.stop->setEnabled(true);
}

void EditorTools::giveUp() {
    if (!m_build.busy())
        return;
    m_build.cancel();
    m_pane.setState({});
    m_actions.stop->setEnabled(m_session.live());
}

void EditorTools::built(const record::Program& program, const std::vector<editor::Message>& messages) {
    m_ofCompiler = messages;
    if (m_wanted->command == m_pane.path()) {
        m_pane.setState({});
        m_pane.showMessages(messages);
    }
    m_session.runSource(*m_wanted, program, m_paused);
}

void EditorTools::builtScenario(const QString& host, const session::Scenario& scenario, const std::vector<editor::Message>& messages) {
    m_ofCompiler = messages;
    if (m_wanted->command == m_pane.path()) {
        m_pane.setState({});
        m_pane.showMessages(messages);
    }
    m_known.insert_or_assign(m_wanted->command, Known{m_built, scenario});
    if (m_setup.program() && *m_setup.program() == *m_wanted)
        m_setup.setDescribed(scenario);
    if (m_repeats)
        emit repeatWanted(scenario, host);
    else
        m_session.runDescribed(*m_wanted, scenario, host, m_paused);
}

void EditorTools::notBuilt(const QString& what, const std::vector<editor::Message>& messages) {
    m_actions.stop->setEnabled(m_session.live());
    if (m_wanted->command == m_pane.path()) {
        m_pane.setState({});
        m_pane.showMessages(messages);
        if (!messages.empty())
            m_dock.bring();
    }
    emit failed(tr("The program was not started."), asSentence(what));
}

/// Only where the text is the one that the run has; else other lines would light up.
void EditorTools::look() {
    const session::Run* run = m_session.run();
    if (!run || m_pane.path().isEmpty() || !m_pane.isVisible()) {
        m_pane.code().markLanes({});
        return;
    }
    if (!m_compared) {
        const std::string* kept = run->model().keptSource(m_pane.path().toStdString());
        m_same = kept && *kept == m_pane.text().toStdString();
        m_compared = kept != nullptr;
    }
    m_pane.code().markLanes(m_same ? laneMarks(m_session, m_pane.path(), m_appearance) : std::vector<LaneMark>());
}

void EditorTools::tellEnd() {
    const session::Run* run = m_session.run();
    if (!run || run->state() != session::Run::State::Over || !run->recordedHere() || !m_wanted || m_wanted->command != m_pane.path() ||
        editor::languageOf(m_pane.path()) != editor::Language::Python)
        return;
    std::vector<editor::Message> messages = editor::pythonMessages(outputOf(run->model()), m_pane.path());
    if (!messages.empty())
        m_pane.showMessages(messages);
}

std::optional<QString> EditorTools::runName() const {
    const session::Run* run = m_session.run();
    const session::Scenario* own = m_session.ownScenario();
    const bool ofSource = run && m_wanted && (own ? own->source == m_wanted->command.toStdString() : run->recordedHere() && run->title() == m_wanted->line());
    if (!ofSource)
        return std::nullopt;
    const QFileInfo file(m_wanted->command);
    return file.absolutePath() + u'/' + file.completeBaseName();
}

std::vector<session::ProgramCall> EditorTools::kept(const std::vector<session::ProgramCall>& known) const {
    std::vector<session::ProgramCall> calls;
    for (const QString& path : editor::programsIn(m_settings.place()))
        if (std::none_of(known.begin(), known.end(), [&](const session::ProgramCall& call) { return call.source && call.command == path; }))
            calls.push_back(session::ProgramCall::ofSource(path));
    return calls;
}

void EditorTools::restore(const QSettings& settings) {
    const editor::ProgramSettings usual;
    m_settings.folder = settings.value("programs/folder").toString();
    m_settings.interpreter = settings.value("programs/python").toString();
    m_settings.cFlags = settings.value("programs/cFlags", usual.cFlags).toString();
    m_settings.cppFlags = settings.value("programs/cppFlags", usual.cppFlags).toString();
    // What was in the editor is there again; the next run is what the window begins with.
    const QString last = settings.value("programs/last").toString();
    QStringList open = settings.value("programs/open").toStringList();
    open << last;
    for (const QString& path : open)
        if (!path.isEmpty() && !m_pane.paths().contains(path) && editor::readProgram(path))
            m_files.open(path);
    m_pane.show(last);
    m_files.keepDraftsIn(QFileInfo(settings.fileName()).path() + QStringLiteral("/drafts"));
    enable();
    emit programsChanged();
}

void EditorTools::remember(QSettings& settings) const {
    settings.setValue("programs/folder", m_settings.folder);
    settings.setValue("programs/python", m_settings.interpreter);
    settings.setValue("programs/cFlags", m_settings.cFlags);
    settings.setValue("programs/cppFlags", m_settings.cppFlags);
    settings.setValue("programs/last", m_pane.path());
    settings.setValue("programs/open", m_pane.paths());
}

} // namespace braid::views
