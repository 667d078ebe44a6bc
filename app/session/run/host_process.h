#pragma once

#include "engine/trace/result.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QStringList>

#include <string>
#include <utility>
#include <vector>

namespace braid::model {
class Model;
}

namespace braid::session {

/// A braid-host at work: a process group of its own that does not outlive this object nor this process.
/// Lives in the thread that made it, which must live as long (the kernel kills the host when that thread ends).
class HostProcess : public QObject {
    Q_OBJECT
public:
    HostProcess();
    /// Kills what is left.
    ~HostProcess() override;

    /// Starts `program` with `arguments`; it inherits `traceFd` under the same number.
    [[nodiscard]] Status start(const QString& program, const QStringList& arguments, int traceFd);
    /// Starts a program that is to be recorded. Without a `terminal` it shares this process's terminal, group and streams; else it begins
    /// a session of its own there. `environment`: beside this process's own. `directory`: where it starts; empty: where this process is.
    [[nodiscard]] Status startRecorded(const QString& program, const QStringList& arguments,
                                       const std::vector<std::pair<std::string, std::string>>& environment, const QString& directory = {},
                                       int terminal = -1);
    /// Gives it a line of its standard input. Call typeNothingMore() when there are no more.
    void type(const QString& line);
    void typeNothingMore();
    /// Also the number of its group; 0 before the start.
    [[nodiscard]] qint64 pid() const { return m_pid; }
    /// Asks the system, so it needs no event loop.
    [[nodiscard]] bool running();
    /// Kills the whole group and waits for it, at most one second. Also after the host's own end: what it has started
    /// and left behind goes too. Of a recorded program: it and its descendants, and nothing after its own end.
    void endGroup();
    /// The number of its process group.
    [[nodiscard]] long group() const;
    /// True when some thread of the host or of its descendants is on a CPU, in the queue for one, or in the middle of
    /// disk work: so it may be about to do something. Also when this cannot be found out because the host is ending.
    [[nodiscard]] bool mayMove() const;
    /// See unknownThreads() in process_tree.h.
    [[nodiscard]] std::size_t unknownThreads(const model::Model& model) const;

    /// How it ended. Meaningful when running() has said no.
    [[nodiscard]] int signalNumber() const; ///< that killed it, else 0
    [[nodiscard]] int exitCode() const;
    /// The exit code of a host that was asked for a schedule which cannot decide over what its scenario does; its complaint
    /// says so.
    static constexpr int NotControllable = 3;
    /// The end of what it wrote to its standard error.
    [[nodiscard]] QString complaint() const { return QString::fromUtf8(m_complaint).trimmed(); }

signals:
    void ended();

private:
    void readComplaint();

    QProcess m_process;
    qint64 m_pid = 0;
    bool m_groupEnded = false;
    bool m_recorded = false;
    bool m_ownGroup = true; ///< it is not in the group of this process
    QByteArray m_complaint;
};

} // namespace braid::session
