#include "tests/app/cli/ran.h"

#include <QElapsedTimer>
#include <QProcess>

#include <csignal>

namespace braid::cli::test {
namespace {

QProcessEnvironment withoutDisplay() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
        environment.remove(name);
    return environment;
}

Ran finished(QProcess& process, const QElapsedTimer& clock) {
    Ran ran;
    constexpr int patienceMs = 60'000;
    if (process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit)
        ran.status = process.exitCode();
    ran.took = std::chrono::milliseconds(clock.elapsed());
    ran.out = process.readAllStandardOutput().toStdString();
    ran.err = process.readAllStandardError().toStdString();
    return ran;
}

} // namespace

Ran braid(const QStringList& words) {
    return braidInto({}, words);
}

Ran braidSpeaking(const QStringList& environment, const QStringList& words) {
    QProcess process;
    QProcessEnvironment all = withoutDisplay();
    for (const QString& entry : environment)
        all.insert(entry.section('=', 0, 0), entry.section('=', 1));
    process.setProcessEnvironment(all);
    QElapsedTimer clock;
    clock.start();
    process.start(BRAID_COMMAND, words);
    return finished(process, clock);
}

Ran braidInto(const QString& path, const QStringList& words) {
    QProcess process;
    process.setProcessEnvironment(withoutDisplay());
    if (!path.isEmpty())
        process.setStandardOutputFile(path);
    QElapsedTimer clock;
    clock.start();
    process.start(BRAID_COMMAND, words);
    return finished(process, clock);
}

Ran braidInterrupted(const QStringList& words, int signal, std::chrono::milliseconds delay) {
    QProcess process;
    process.setProcessEnvironment(withoutDisplay());
    QElapsedTimer clock;
    clock.start();
    process.start(BRAID_COMMAND, words);
    process.waitForFinished(static_cast<int>(delay.count()));
    ::kill(static_cast<pid_t>(process.processId()), signal);
    return finished(process, clock);
}

} // namespace braid::cli::test
