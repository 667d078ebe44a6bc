#include "app/render/picture/whole_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace braid::render {

WholeFile::WholeFile(const QString& path) {
    const QFileInfo there(path);
    m_replaces = !there.exists() || there.isFile();
    // A device must not be replaced by a file of its name. QSaveFile follows links by itself.
    if (m_replaces)
        m_file = std::make_unique<QSaveFile>(path);
    else
        m_file = std::make_unique<QFile>(path);
}

bool WholeFile::open() {
    return m_file->open(m_replaces ? QIODevice::WriteOnly : QIODevice::WriteOnly | QIODevice::Unbuffered);
}

bool WholeFile::commit() {
    if (m_replaces)
        return static_cast<QSaveFile&>(*m_file).commit();
    const bool whole = m_file->error() == QFileDevice::NoError;
    m_file->close();
    return whole;
}

Status writeWhole(const QString& path, std::string_view bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    WholeFile file(path);
    if (file.open() && file.device().write(bytes.data(), size) == size && file.commit())
        return Done{};
    return Error{"cannot write", path.toStdString(), file.device().errorString().toStdString()};
}

} // namespace braid::render
