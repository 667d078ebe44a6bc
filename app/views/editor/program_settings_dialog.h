#pragma once

#include "app/editor/program_build.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace braid::views {

/// How the person's programs are run and compiled, and where they are kept.
class ProgramSettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ProgramSettingsDialog(const editor::ProgramSettings& settings, QWidget* parent = nullptr);
    /// What is as usual stays empty.
    [[nodiscard]] editor::ProgramSettings settings() const;

private:
    QLineEdit* m_folder;
    QComboBox* m_interpreter;
    QLineEdit *m_cFlags, *m_cppFlags;
};

} // namespace braid::views
