#include "app/views/editor/program_settings_dialog.h"

#include "app/editor/program_files.h"
#include "app/session/python_program.h"
#include "app/views/base/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace braid::views {

ProgramSettingsDialog::ProgramSettingsDialog(const editor::ProgramSettings& settings, QWidget* parent)
    : QDialog(parent), m_folder(new QLineEdit(settings.folder, this)), m_interpreter(new QComboBox(this)), m_cFlags(new QLineEdit(settings.cFlags, this)),
      m_cppFlags(new QLineEdit(settings.cppFlags, this)) {
    setObjectName("programSettings");
    setWindowTitle(tr("How programs are run"));
    m_folder->setObjectName("programFolder");
    m_folder->setPlaceholderText(editor::usualFolder());
    m_interpreter->setObjectName("programInterpreter");
    m_interpreter->setEditable(true);
    m_interpreter->addItems(editor::interpreters());
    m_interpreter->setCurrentText(settings.interpreter);
    m_interpreter->lineEdit()->setPlaceholderText(session::pythonProgram());
    m_interpreter->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_cFlags->setObjectName("programCFlags");
    m_cppFlags->setObjectName("programCppFlags");
    auto* choose = new QPushButton(tr("Choose…"), this);
    choose->setAccessibleName(tr("Choose the folder"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose the folder"), this->settings().place()); !folder.isEmpty())
            m_folder->setText(folder);
    });
    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(choose);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto named = [](QWidget* widget, const QString& name) {
        widget->setAccessibleName(name);
        return name;
    };
    form->addRow(named(m_folder, tr("Programs are kept in")), folder);
    form->addRow(named(m_interpreter, tr("Python is run by")), m_interpreter);
    form->addRow(named(m_cFlags, tr("Options for C (cc)")), m_cFlags);
    form->addRow(named(m_cppFlags, tr("Options for C++ (c++)")), m_cppFlags);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form, 1);
    layout->addWidget(buttons);
    resize(640, sizeHint().height());
}

editor::ProgramSettings ProgramSettingsDialog::settings() const {
    return {m_folder->text().trimmed(), m_interpreter->currentText().trimmed(), m_cFlags->text().trimmed(), m_cppFlags->text().trimmed()};
}

} // namespace braid::views
