#include "app/editor/drafts.h"

#include "app/editor/program_files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace braid::editor {

QString Drafts::fileOf(const QString& path) const {
    return m_folder + u'/' + QString::fromLatin1(QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex()) + QStringLiteral(".draft");
}

// The process, the path, and the text, each from a line of its own on.
void Drafts::keep(const QString& path, const QString& text) const {
    static_cast<void>(writeProgram(fileOf(path), QStringLiteral("%1\n%2\n").arg(::getpid()).arg(QString::fromUtf8(path.toUtf8().toPercentEncoding("/"))) + text));
}

void Drafts::drop(const QString& path) const { QFile::remove(fileOf(path)); }

std::vector<Draft> Drafts::left() const {
    std::vector<Draft> drafts;
    for (const QString& name : QDir(m_folder).entryList({QStringLiteral("*.draft")}, QDir::Files, QDir::Name)) {
        const auto written = readProgram(m_folder + u'/' + name);
        if (!written)
            continue;
        const long process = written->section(u'\n', 0, 0).toLong();
        const bool lives = process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
        const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(written->section(u'\n', 1, 1).toUtf8()));
        if (lives || path.isEmpty() || fileOf(path) != m_folder + u'/' + name)
            continue;
        drafts.push_back({path, written->section(u'\n', 2)});
    }
    return drafts;
}

} // namespace braid::editor
