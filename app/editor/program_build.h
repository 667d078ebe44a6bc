#pragma once

#include "app/editor/language.h"
#include "app/editor/messages.h"
#include "app/editor/scenario_source.h"
#include "engine/record/launch/program.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace braid::editor {

/// How programs are run and built. Value type.
struct ProgramSettings {
    QString folder;      ///< where they are kept; empty: usualFolder()
    QString interpreter; ///< of Python; empty: session::pythonProgram()
    QString cFlags = QStringLiteral("-g -O0 -pthread");
    QString cppFlags = QStringLiteral("-std=c++20 -g -O0 -pthread");

    [[nodiscard]] QString place() const; ///< the folder
    friend bool operator==(const ProgramSettings&, const ProgramSettings&) = default;
};

/// The Python interpreters that the search path has: python3 and python3.N, each file once, in its order. Starts nothing.
[[nodiscard]] QStringList interpreters();

/// Where the headers and the library for C++ scenarios lie; empty: they are not there. `binaries`: where Braid's programs lie; empty: where
/// this one does.
[[nodiscard]] QString kitFolder(const QString& binaries);

/// Makes a program out of a source file and the text that is to be run as it: Python as it is, C and C++ by the system's compiler.
/// The text may differ from the file's in the values of sliders; lines and the name of the file are the file's. What is made lies in a
/// folder that is gone with this. GUI thread only.
class ProgramBuild : public QObject {
    Q_OBJECT
public:
    explicit ProgramBuild(QObject* parent = nullptr);
    ~ProgramBuild() override;

    /// Ends with done(), described() or failed(), at once or later; one that goes on is given up. `same`: the text is the file's.
    /// `binaries`: where Braid's programs lie; empty: where this one does.
    void start(const QString& path, const QString& text, bool same, const ProgramSettings& settings, const QString& binaries);
    void cancel(); ///< nothing is said any more
    [[nodiscard]] bool busy() const { return m_compiler != nullptr; }

signals:
    /// Warnings, and the program as it is to be started.
    void done(const braid::record::Program& program, const std::vector<braid::editor::Message>& messages);
    /// The same of a source that describes a scenario: `host` runs it as braid-host runs those of Braid.
    void described(const QString& host, const braid::session::Scenario& scenario, const std::vector<braid::editor::Message>& messages);
    /// `what`: a sentence without its end, translated.
    void failed(const QString& what, const std::vector<braid::editor::Message>& messages);

private:
    void interpret(const QString& text, bool same, const QString& interpreter, const QString& binaries);
    void compile(const QString& text, const QString& flags, const QString& binaries);
    void compiled(int status, bool crashed);
    void ask(); ///< the compiled scenario for its description
    void answered(int status, bool crashed);
    /// Starts m_compiler; `then` is called at its end, once, with its exit status and whether that is none.
    void begin(const QString& program, const QStringList& arguments, int patienceMs, QProcess::ProcessChannelMode channels, void (ProgramBuild::*then)(int, bool));
    [[nodiscard]] QString made(const QString& name); ///< a path in the folder; empty: there is none

    QString m_path;
    Language m_language = Language::Python;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_binary;
    int m_number = 0;                         ///< of the last binary: the one before may still run
    QProcess* m_compiler = nullptr;           ///< or the compiled scenario that is asked for its description
    std::optional<ScenarioSource> m_scenario; ///< of the source that is compiled
    std::vector<Message> m_messages;
};

} // namespace braid::editor
