#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace braid::views {

/// Whose sources are shown: those built into the program, and files below folders that the person allowed. A trace may
/// name any path; because of that alone nothing is opened, nor is the file system asked about it.
class SourceFiles {
public:
    /// Whether there is a source to show under `path`: from the project's root, or absolute.
    [[nodiscard]] bool has(const QString& path) const;
    /// `path` is absolute and below no folder that was allowed: there may be a source, if the person wants to see it.
    [[nodiscard]] bool needsLeave(const QString& path) const;
    /// From here on files below `folder` may be read.
    void allow(const QString& folder);
    /// The text of `path`; nothing where has() says no. Only of regular files of at most 8 MiB.
    [[nodiscard]] std::optional<QString> read(const QString& path) const;

private:
    [[nodiscard]] bool allowed(const QString& path) const;
    QStringList m_folders; ///< canonical, each with a slash at its end
};

} // namespace braid::views
