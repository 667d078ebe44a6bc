#include "app/session/process_list.h"

#include "app/render/scene/plain_text.h"
#include "engine/trace/process_stat.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::session {
namespace {

constexpr qsizetype LongestName = 300; ///< characters

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString userName(uid_t user) {
    passwd entry{}, *found = nullptr;
    char buffer[4096];
    if (::getpwuid_r(user, &entry, buffer, sizeof buffer, &found) == 0 && found)
        return render::plain(QString::fromLocal8Bit(found->pw_name));
    return QString::number(user);
}

/// How long the machine has been up, s.
double upTime() { return contentOf(QStringLiteral("/proc/uptime")).split(' ').value(0).toDouble(); }

/// Of /proc/PID/stat, s after the machine started; field 22, see proc(5).
double startTime(const QByteArray& stat) {
    constexpr int AfterName = 22 - 3; // the fields behind the name in parentheses begin with the third one
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.value(AfterName).toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void countThreads(const QString& folder, ListedProcess& process) {
    for (const QString& thread : QDir(folder + QStringLiteral("/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto stat = trace::processStat((folder + QStringLiteral("/task/") + thread + QStringLiteral("/stat")).toStdString());
        if (!stat || stat->ended())
            continue;
        ++process.threads;
        process.running += stat->state == 'R' ? 1 : 0;
        process.stopped = process.stopped || stat->state == 'T' || stat->state == 't';
    }
}

} // namespace

std::vector<ListedProcess> listProcesses() {
    std::vector<ListedProcess> all;
    const double now = upTime();
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool number = false;
        ListedProcess process;
        process.pid = name.toInt(&number);
        const QString folder = QStringLiteral("/proc/") + name;
        struct stat owner {};
        if (!number || process.pid == ::getpid() || ::stat(folder.toLocal8Bit().constData(), &owner) != 0)
            continue;
        const auto stat = trace::processStat(process.pid);
        QByteArray words = contentOf(folder + QStringLiteral("/cmdline"));
        if (!stat || stat->ended() || words.isEmpty()) // the kernel's own have none
            continue;
        while (words.endsWith('\0'))
            words.chop(1);
        process.name = render::plain(QString::fromUtf8(words.replace('\0', ' ')).left(LongestName));
        process.user = userName(owner.st_uid);
        process.own = owner.st_uid == ::geteuid();
        process.age = std::chrono::seconds(std::max<qint64>(0, static_cast<qint64>(now - startTime(contentOf(folder + QStringLiteral("/stat"))))));
        countThreads(folder, process);
        if (process.threads > 0)
            all.push_back(std::move(process));
    }
    std::stable_sort(all.begin(), all.end(), [](const ListedProcess& a, const ListedProcess& b) {
        return a.own != b.own ? a.own : a.age != b.age ? a.age < b.age
                                                       : a.pid > b.pid;
    });
    return all;
}

} // namespace braid::session
