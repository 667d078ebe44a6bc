#include "app/render/picture/whole_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace braid::render {
namespace {

/// A full disk takes a part of what is written to it. QSaveFile, up to Qt 6.4 at least, takes that for all of it, and what was there
/// before is lost; this one writes the rest as well, which fails as the system says. To be opened without a buffer.
class SaveFile : public QSaveFile {
public:
    using QSaveFile::QSaveFile;

protected:
    qint64 writeData(const char* data, qint64 size) override {
        qint64 done = 0;
        while (done < size) {
            const qint64 part = QSaveFile::writeData(data + done, size - done);
            if (part <= 0)
                return done > 0 ? done : part;
            done += part;
        }
        return done;
    }
};

} // namespace

WholeFile::WholeFile(const QString& path, Folder folder) {
    const QFileInfo there(path);
    m_replaces = !there.exists() || there.isFile();
    // A device must not be replaced by a file of its name. QSaveFile follows links by itself.
    if (m_replaces) {
        auto file = std::make_unique<SaveFile>(path);
        file->setDirectWriteFallback(folder == Folder::MayBeFixed);
        m_file = std::move(file);
    } else {
        m_file = std::make_unique<QFile>(path);
    }
}

bool WholeFile::open() {
    return m_file->open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

bool WholeFile::commit() {
    if (m_replaces)
        return static_cast<QSaveFile&>(*m_file).commit();
    const bool whole = m_file->error() == QFileDevice::NoError;
    m_file->close();
    return whole;
}

Status writeWhole(const QString& path, std::string_view bytes, WholeFile::Folder folder) {
    const auto size = static_cast<qint64>(bytes.size());
    WholeFile file(path, folder);
    if (file.open() && file.device().write(bytes.data(), size) == size && file.commit())
        return Done{};
    return Error{"cannot write", path.toStdString(), file.device().errorString().toStdString()};
}

} // namespace braid::render
