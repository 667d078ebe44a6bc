#include "app/session/run/host_process.h"

#include "app/session/run/process_tree.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace braid::session {
namespace {

constexpr qsizetype complaintLength = 4096;
constexpr int startPatienceMs = 10'000;
constexpr int endPatienceMs = 1'000;

} // namespace

HostProcess::HostProcess() {
    m_process.setStandardOutputFile(QProcess::nullDevice()); // what a scenario prints is in the trace
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    connect(&m_process, &QProcess::readyReadStandardError, this, &HostProcess::readComplaint);
    connect(&m_process, &QProcess::finished, this, &HostProcess::ended);
}

HostProcess::~HostProcess() {
    m_process.disconnect(this);
    endGroup();
}

Status HostProcess::start(const QString& program, const QStringList& arguments, int traceFd) {
    const pid_t parent = ::getpid();
    // Between fork and exec: only calls that are safe there.
    m_process.setChildProcessModifier([traceFd, parent] {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(127); // the parent died before it could be noticed
        ::fcntl(traceFd, F_SETFD, 0);
    });
    m_process.start(program, arguments, QIODevice::ReadWrite);
    if (!m_process.waitForStarted(startPatienceMs))
        return Error{"cannot start", program.toStdString(), m_process.errorString().toStdString()};
    m_pid = m_process.processId();
    return Done{};
}

Status HostProcess::startRecorded(const QString& program, const QStringList& arguments,
                                  const std::vector<std::pair<std::string, std::string>>& environment, const QString& directory, int terminal) {
    m_recorded = true;
    m_ownGroup = terminal >= 0;
    if (!directory.isEmpty())
        m_process.setWorkingDirectory(directory);
    // Its descendants stay below this process, so that all of them can be found and ended.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
    m_process.setStandardOutputFile(QString());
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : environment)
        variables.insert(QString::fromStdString(name), QString::fromStdString(value));
    m_process.setProcessEnvironment(variables);
    // What this process ignores or blocks for itself is none of the program's.
    m_process.setChildProcessModifier([terminal] {
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGQUIT, SIG_DFL);
        if (terminal < 0)
            return;
        ::setsid();
        ::ioctl(terminal, TIOCSCTTY, 0);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(terminal, stream);
    });
    m_process.start(program, arguments, QIODevice::ReadWrite); // Qt redirects streams that are not open, also forwarded ones
    if (!m_process.waitForStarted(startPatienceMs))
        return Error{"cannot start", program.toStdString(), m_process.errorString().toStdString()};
    m_pid = m_process.processId();
    return Done{};
}

long HostProcess::group() const { return !m_ownGroup ? static_cast<long>(::getpgrp()) : static_cast<long>(m_pid); }

void HostProcess::type(const QString& line) {
    m_process.write(line.toUtf8() + '\n');
}

void HostProcess::typeNothingMore() {
    m_process.closeWriteChannel();
}

bool HostProcess::running() {
    // Qt hears of the end through the event loop; where none turns, this looks.
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(0);
    return m_process.state() != QProcess::NotRunning;
}

void HostProcess::endGroup() {
    if (m_pid == 0 || std::exchange(m_groupEnded, true))
        return;
    // When the host itself is reaped already this reaches what it left behind; the number of a group cannot be given to
    // another one while a member lives, and is not given again soon when none does.
    if (!m_recorded)
        ::kill(static_cast<pid_t>(-m_pid), SIGKILL);
    else if (m_process.state() != QProcess::NotRunning)
        endTree(static_cast<long>(m_pid));
    if (m_recorded)
        ::prctl(PR_SET_CHILD_SUBREAPER, 0); // what other runs leave behind is not this process's to bury
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(endPatienceMs);
    readComplaint();
}

bool HostProcess::mayMove() const {
    return m_process.state() == QProcess::NotRunning || treeMayMove(static_cast<long>(m_pid));
}

std::size_t HostProcess::unknownThreads(const model::Model& model) const {
    return m_process.state() == QProcess::NotRunning ? 0 : session::unknownThreads(static_cast<long>(m_pid), model);
}

int HostProcess::signalNumber() const {
    return m_process.exitStatus() == QProcess::CrashExit ? m_process.exitCode() : 0;
}

int HostProcess::exitCode() const {
    return m_process.exitStatus() == QProcess::CrashExit ? 0 : m_process.exitCode();
}

void HostProcess::readComplaint() {
    m_complaint += m_process.readAllStandardError();
    if (m_complaint.size() > complaintLength)
        m_complaint = m_complaint.right(complaintLength);
}

} // namespace braid::session
