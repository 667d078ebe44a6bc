#pragma once

#include <QString>

#include <vector>

/// Text that was typed and not saved yet, kept so that a crash loses none of it.
namespace braid::editor {

struct Draft {
    QString path; ///< of the program
    QString text;
};

/// A folder of drafts, one file a program. What cannot be written is not kept, and nothing is said about it: the text is still in the
/// editor.
class Drafts {
public:
    /// The folder need not exist.
    explicit Drafts(QString folder) : m_folder(std::move(folder)) {}
    void keep(const QString& path, const QString& text) const;
    void drop(const QString& path) const;
    /// Those that processes have left which are no more. They stay until they are dropped or kept anew.
    [[nodiscard]] std::vector<Draft> left() const;

private:
    [[nodiscard]] QString fileOf(const QString& path) const;
    QString m_folder;
};

} // namespace braid::editor
