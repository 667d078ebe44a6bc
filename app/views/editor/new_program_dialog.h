#pragma once

#include "app/editor/program_files.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace braid::views {

/// Asks with which template a new program begins, and what it is called.
class NewProgramDialog : public QDialog {
    Q_OBJECT
public:
    /// It is to lie in `folder`.
    explicit NewProgramDialog(const QString& folder, QWidget* parent = nullptr);

    [[nodiscard]] QString path() const; ///< where there is no file yet
    [[nodiscard]] QString text() const; ///< of the template

private:
    void propose();
    void check();

    QString m_folder;
    std::vector<editor::Template> m_templates;
    QListWidget* m_list;
    QLineEdit* m_name;
    QLabel* m_where;
    QPushButton* m_create;
};

} // namespace braid::views
