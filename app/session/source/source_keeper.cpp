#include "app/session/source/source_keeper.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::session {
namespace {

constexpr qint64 BetweenLooks = 200;        ///< ms: there may be thousands of sites without a line
constexpr std::size_t PartBytes = 7 * 1024; ///< beside the path within what the text of one event may have

/// Of the system, or of a library of Python's.
bool isLibrary(const QString& path) {
    for (const char* folder : {"/usr/", "/lib/", "/lib64/", "/bin/", "/sbin/", "/opt/", "/proc/", "/dev/", "/sys/"})
        if (path.startsWith(QLatin1String(folder)))
            return true;
    return path.contains(QLatin1String("/site-packages/")) || path.contains(QLatin1String("/dist-packages/")) || path.contains(QLatin1String("/lib/python"));
}

/// The bytes of a regular file that is a text of at most `most` bytes. Does not wait for what is none: a pipe, a device.
bool readText(const std::string& path, std::size_t most, QByteArray& bytes) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct stat info {};
    QFile file;
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || static_cast<std::size_t>(info.st_size) > most ||
        !file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return false;
    }
    bytes = file.read(static_cast<qint64>(most) + 1);
    return static_cast<std::size_t>(bytes.size()) <= most && !bytes.contains('\0');
}

/// Where the part that begins at `from` ends, not within a character.
std::size_t partEnd(const QByteArray& bytes, std::size_t from) {
    const auto size = static_cast<std::size_t>(bytes.size());
    std::size_t end = std::min(size, from + PartBytes);
    const std::size_t whole = end;
    while (end < size && end > from + 1 && whole - end < 4 && (static_cast<unsigned char>(bytes[static_cast<qsizetype>(end)]) & 0xc0) == 0x80)
        --end;
    return end;
}

} // namespace

SourceKeeper::SourceKeeper(const record::Program& program) {
    const QString start = program.directory.empty() ? QDir::currentPath() : QString::fromStdString(program.directory);
    QStringList folders{start};
    for (const std::string& word : program.command) {
        const QFileInfo file(QDir(start), QString::fromStdString(word));
        if (QString::fromStdString(word).contains(u'/') ? file.isFile() : (&word != &program.command.front() && file.isFile()))
            folders << file.absolutePath() << QFileInfo(file.canonicalFilePath()).absolutePath();
    }
    for (const QString& each : folders) {
        const QString folder = QDir::cleanPath(each) + u'/';
        if (folder != QLatin1String("//") && folder != QLatin1String("/") && !isLibrary(folder) && !m_folders.contains(folder))
            m_folders << folder;
    }
}

bool SourceKeeper::isOwn(const QString& path) const {
    const QString clean = QDir::cleanPath(path);
    return QDir::isAbsolutePath(clean) && !isLibrary(clean) &&
           std::any_of(m_folders.begin(), m_folders.end(), [&](const QString& folder) { return clean.startsWith(folder); });
}

bool SourceKeeper::look(const model::Model& model, trace::SupervisorWriter& writer, bool last) {
    if (!last && m_looked.isValid() && m_looked.elapsed() < BetweenLooks)
        return false;
    m_looked.start();
    bool some = false;
    bool addresses = false; // a place that is an address may be given its line later: it is looked at once more
    for (std::uint32_t number = m_sites; number < model.siteEnd(); ++number) {
        const model::Site* site = model.site(SiteId{number});
        addresses = addresses || site == nullptr || site->line == 0;
        if (site != nullptr && site->line != 0 && m_asked.size() < 4 * model::KeptSources::MostFiles && m_asked.insert(site->file).second &&
            isOwn(QString::fromStdString(site->file)))
            some = keep(site->file, writer) || some;
        if (!addresses)
            m_sites = number + 1;
    }
    return some;
}

bool SourceKeeper::keep(const std::string& path, trace::SupervisorWriter& writer) {
    QByteArray bytes;
    if (path.size() > PATH_MAX / 4 || m_files >= model::KeptSources::MostFiles || !readText(path, std::min(model::KeptSources::LargestText, MostBytes - m_bytes), bytes))
        return false;
    ++m_files;
    m_bytes += static_cast<std::size_t>(bytes.size());
    std::size_t at = 0;
    do {
        const std::size_t end = partEnd(bytes, at);
        writer.append(trace::EventKind::SourceText, ObjectId{}, at, static_cast<std::uint32_t>(bytes.size()),
                      path + '\0' + std::string(bytes.constData() + at, end - at));
        at = end;
    } while (at < static_cast<std::size_t>(bytes.size()));
    return true;
}

} // namespace braid::session
