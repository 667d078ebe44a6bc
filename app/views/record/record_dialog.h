#pragma once

#include "app/session/run/program_call.h"

#include <QDialog>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace braid::views {

class RecentPrograms;

/// Asks which program is to be recorded, and shows word by word what will be run; says at once what stands against it.
class RecordDialog : public QDialog {
    Q_OBJECT
public:
    /// With the values of `call`.
    RecordDialog(const session::ProgramCall& call, const RecentPrograms& recent, QWidget* parent = nullptr);

    [[nodiscard]] session::ProgramCall call() const;
    void fill(const session::ProgramCall& call);

private:
    void build(const RecentPrograms& recent);
    void check();
    void chooseProgram();
    void chooseFolder();

    QComboBox* m_recent;
    QLineEdit* m_command;
    QLineEdit* m_arguments;
    QLineEdit* m_directory;
    QPlainTextEdit* m_environment;
    QCheckBox* m_untilStuck;
    QLabel* m_words;
    QLabel* m_note;
    QLabel* m_problem;
    QPushButton* m_start;
};

} // namespace braid::views
