#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <string>

namespace braid::views {

/// Whose sources are shown: those built into the program, those that the run keeps, and files below folders that the person allowed. A
/// trace may name any path; because of that alone nothing is opened, nor is the file system asked about it.
class SourceFiles {
public:
    /// Whether there is a source to show under `path`: from the project's root, or absolute.
    [[nodiscard]] bool has(const QString& path) const;
    /// `path` is absolute and below no folder that was allowed: there may be a source, if the person wants to see it.
    [[nodiscard]] bool needsLeave(const QString& path) const;
    /// What the run that is looked at keeps of its own sources, by their paths; nothing: it keeps none. It comes before the file on the disk.
    void setKept(std::function<std::optional<std::string>(const QString& path)> kept) { m_kept = std::move(kept); }
    /// The text of `path` is the one that the run keeps, and there is no file of that text that may be read.
    [[nodiscard]] bool onlyKept(const QString& path) const;
    /// From here on files below `folder` may be read.
    void allow(const QString& folder);
    /// The text of `path`; nothing where has() says no. Only of regular files of at most 8 MiB.
    [[nodiscard]] std::optional<QString> read(const QString& path) const;

private:
    [[nodiscard]] bool allowed(const QString& path) const;
    [[nodiscard]] std::optional<QString> readDisk(const QString& path) const;
    [[nodiscard]] std::optional<std::string> kept(const QString& path) const { return m_kept ? m_kept(path) : std::nullopt; }
    std::function<std::optional<std::string>(const QString&)> m_kept;
    QStringList m_folders; ///< canonical, each with a slash at its end
};

} // namespace braid::views
