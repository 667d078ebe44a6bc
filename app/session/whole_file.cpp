#include "app/session/whole_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace braid::session {

Status writeWhole(const QString& path, std::string_view bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    const auto wrong = [&path](const QFileDevice& file) {
        return Error{"cannot write", path.toStdString(), file.errorString().toStdString()};
    };
    const QFileInfo there(path);
    if (there.exists() && !there.isFile()) {
        // A device must not be replaced by a file of its name.
        QFile device(path);
        if (device.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && device.write(bytes.data(), size) == size)
            return Done{};
        return wrong(device);
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size && file.commit())
        return Done{};
    return wrong(file);
}

} // namespace braid::session
