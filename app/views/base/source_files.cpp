#include "app/views/base/source_files.h"

#include "app/views/base/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::views {
namespace {

constexpr qint64 LargestSource = 8 << 20; ///< bytes; more is not read

QString resourceOf(const QString& path) { return QStringLiteral(":/source/") + path; }

/// Opens `path` if it is a regular file of a reasonable size. Does not wait for what is none: a pipe, a device.
bool openRegular(const QString& path, QFile& file) {
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct stat info {};
    if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= LargestSource &&
        file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return true;
    ::close(fd);
    return false;
}

} // namespace

bool SourceFiles::allowed(const QString& path) const {
    const auto below = [this](const QString& file) {
        return std::any_of(m_folders.begin(), m_folders.end(), [&file](const QString& folder) { return file.startsWith(folder); });
    };
    // By its words first, so that a path elsewhere is not looked at; then by where its links lead.
    return QDir::isAbsolutePath(path) && below(QDir::cleanPath(path)) && below(QFileInfo(path).canonicalFilePath());
}

bool SourceFiles::has(const QString& path) const {
    if (path.isEmpty())
        return false;
    if (kept(path))
        return true;
    if (!QDir::isAbsolutePath(path))
        return QFile::exists(resourceOf(path));
    QFile file;
    return allowed(path) && openRegular(path, file);
}

bool SourceFiles::needsLeave(const QString& path) const { return QDir::isAbsolutePath(path) && !allowed(path) && !kept(path); }

bool SourceFiles::onlyKept(const QString& path) const {
    const std::optional<std::string> text = kept(path);
    const std::optional<QString> disk = text ? readDisk(path) : std::nullopt;
    return text && (!disk || disk->toStdString() != *text);
}

void SourceFiles::allow(const QString& folder) {
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    if (canonical.isEmpty() || canonical == QLatin1String("/")) // that would be everything
        return;
    const QString before = canonical.endsWith(u'/') ? canonical : canonical + u'/';
    if (!m_folders.contains(before))
        m_folders << before;
}

std::optional<QString> SourceFiles::read(const QString& path) const {
    const std::optional<std::string> text = kept(path);
    return text ? plainLines(*text) : readDisk(path);
}

std::optional<QString> SourceFiles::readDisk(const QString& path) const {
    QFile file;
    if (QDir::isAbsolutePath(path)) {
        if (!allowed(path) || !openRegular(path, file))
            return std::nullopt;
    } else {
        file.setFileName(resourceOf(path));
        if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
            return std::nullopt;
    }
    return QString::fromUtf8(file.read(LargestSource));
}

} // namespace braid::views
