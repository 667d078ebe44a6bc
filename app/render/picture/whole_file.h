#pragma once

#include "engine/trace/result.h"

#include <QFileDevice>
#include <QString>
#include <memory>
#include <string_view>

namespace braid::render {

/// A file that another program may be reading, or that holds the last good version: what is written appears under its name
/// as a whole with commit(), and without it nothing changes. Devices and pipes (/dev/null, /dev/stdout) are written to as
/// they are and stay what they are; of a link, what it leads to is written. Not thread-safe.
class WholeFile {
public:
    /// Whether a file that is there is written in its place where nothing new can be made in its folder; then a part of it may be lost.
    enum class Folder {
        TakesNewFiles,
        MayBeFixed
    };
    explicit WholeFile(const QString& path, Folder folder = Folder::TakesNewFiles);

    /// False where it cannot be written; device().errorString() says why.
    [[nodiscard]] bool open();
    [[nodiscard]] QFileDevice& device() { return *m_file; }
    [[nodiscard]] const QFileDevice& device() const { return *m_file; }
    /// False where a part of it could not be written: then what was there before is there still.
    [[nodiscard]] bool commit();

private:
    std::unique_ptr<QFileDevice> m_file;
    bool m_replaces; ///< a regular file, or none yet
};

/// Writes `bytes` to `path` as a WholeFile: all of them or none. Error: the path, and what the system says.
[[nodiscard]] Status writeWhole(const QString& path, std::string_view bytes, WholeFile::Folder folder = WholeFile::Folder::TakesNewFiles);

} // namespace braid::render
