#include "app/views/record/record_dialog.h"

#include "app/session/error_text.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/record/recent_programs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace braid::views {
namespace {

constexpr qsizetype MostWordsShown = 40;

/// Something in it means something to a shell, and a person may expect it to.
bool looksLikeShell(const QString& line) {
    return std::any_of(line.begin(), line.end(), [](QChar c) { return QStringLiteral("|<>&;$*?~`").contains(c); });
}

/// What stands against starting it, as a sentence; empty where nothing does.
QString problemOf(const session::ProgramCall& call) {
    const auto program = session::programOf(call);
    if (!program)
        return session::errorText(program.error());
    int status = 0;
    const auto inspection = record::inspect(*program, status);
    return inspection ? session::hindranceText(*inspection) : session::errorText(inspection.error());
}

} // namespace

RecordDialog::RecordDialog(const session::ProgramCall& call, const RecentPrograms& recent, QWidget* parent)
    : QDialog(parent), m_recent(new QComboBox(this)), m_command(new QLineEdit(this)), m_arguments(new QLineEdit(this)), m_directory(new QLineEdit(this)),
      m_environment(new QPlainTextEdit(this)), m_untilStuck(new QCheckBox(tr("End it as soon as nothing in it can move any more"), this)),
      m_words(new QLabel(this)), m_note(new QLabel(this)), m_problem(new QLabel(this)), m_start(new QPushButton(tr("Record"), this)) {
    setObjectName("recordDialog");
    setWindowTitle(tr("Record a program"));
    build(recent);
    fill(call);
    m_command->setFocus();
}

void RecordDialog::build(const RecentPrograms& recent) {
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto row = [&](const QString& label, QWidget* field, const char* name, QPushButton* button = nullptr) {
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(label);
        if (!button) {
            form->addRow(label, field);
            return;
        }
        button->setAutoDefault(false);
        auto* line = new QHBoxLayout;
        line->addWidget(field, 1);
        line->addWidget(button);
        form->addRow(label, line);
    };
    auto* file = new QPushButton(tr("Choose…"), this);
    file->setObjectName("recordChoose");
    file->setAccessibleName(tr("Choose the program's file"));
    auto* folder = new QPushButton(tr("Choose…"), this);
    folder->setAccessibleName(tr("Choose the folder"));
    m_recent->addItem(tr("Recorded lately…"));
    for (const session::ProgramCall& call : recent.calls())
        m_recent->addItem(render::plain(call.line()), QVariant(m_recent->count() - 1));
    m_recent->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_recent->setVisible(!recent.calls().empty());
    if (!recent.calls().empty())
        row(tr("Recent"), m_recent, "recordRecent");
    row(tr("Program"), m_command, "recordCommand", file);
    row(tr("Arguments"), m_arguments, "recordArguments");
    row(tr("Folder"), m_directory, "recordDirectory", folder);
    row(tr("Environment"), m_environment, "recordEnvironment");
    m_command->setPlaceholderText(tr("A file, or a name such as python3"));
    m_arguments->setPlaceholderText(tr("As in a shell: quotes keep words together"));
    m_directory->setPlaceholderText(QDir::currentPath());
    m_environment->setPlaceholderText(tr("NAME=VALUE, one a line, beside what Braid itself has"));
    m_environment->setTabChangesFocus(true);
    m_environment->setFixedHeight(fontMetrics().lineSpacing() * 3 + 14);
    m_untilStuck->setObjectName("recordUntilStuck");
    form->addRow(QString(), m_untilStuck);
    m_words->setObjectName("recordWords");
    m_words->setTextFormat(Qt::RichText);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form->addRow(tr("Will be run"), m_words);
    m_note->setProperty("role", "small");
    m_note->setObjectName("recordNote");
    m_note->setWordWrap(true);
    form->addRow(QString(), m_note);

    m_problem->setObjectName("recordProblem");
    m_problem->setProperty("role", "nextTag");
    m_problem->setWordWrap(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_start->setObjectName("recordStart");
    m_start->setProperty("role", "primary");
    m_start->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form, 1);
    layout->addLayout(buttons);
    resize(680, sizeHint().height());
    QWidget* before = m_recent;
    for (QWidget* next : std::initializer_list<QWidget*>{m_command, file, m_arguments, m_directory, folder, m_environment, m_untilStuck, cancel, m_start}) {
        setTabOrder(before, next);
        before = next;
    }

    connect(m_recent, &QComboBox::activated, this, [this, calls = recent.calls()](int index) {
        if (index > 0)
            fill(calls[static_cast<std::size_t>(index) - 1]);
    });
    connect(file, &QPushButton::clicked, this, &RecordDialog::chooseProgram);
    connect(folder, &QPushButton::clicked, this, &RecordDialog::chooseFolder);
    for (QLineEdit* line : {m_command, m_arguments, m_directory})
        connect(line, &QLineEdit::textChanged, this, &RecordDialog::check);
    connect(m_environment, &QPlainTextEdit::textChanged, this, &RecordDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &QDialog::accept);
}

session::ProgramCall RecordDialog::call() const {
    return {m_command->text().trimmed(), m_arguments->text().trimmed(), m_directory->text().trimmed(), m_environment->toPlainText().trimmed(), m_untilStuck->isChecked(), false};
}

void RecordDialog::fill(const session::ProgramCall& call) {
    m_command->setText(call.command);
    m_arguments->setText(call.arguments);
    m_directory->setText(call.directory);
    m_environment->setPlainText(call.environment);
    m_untilStuck->setChecked(call.untilStuck);
    check();
}

void RecordDialog::check() {
    const session::ProgramCall call = this->call();
    const auto arguments = session::shellWords(call.arguments);
    QStringList words{call.command};
    if (arguments)
        words << *arguments;
    QString shown;
    for (const QString& word : words.mid(0, MostWordsShown))
        if (!word.isEmpty() || words.size() > 1)
            shown += QStringLiteral("<span style=\"font-family:'%1'; background-color:%2\">&nbsp;%3&nbsp;</span> ")
                         .arg(Appearance::monospace().family(), palette().color(QPalette::AlternateBase).name(), render::plain(word).toHtmlEscaped());
    m_words->setText(words.size() > MostWordsShown ? shown + QChar(0x2026) : shown);
    m_words->setAccessibleName(tr("Will be run") + QStringLiteral(": ") + session::shellLine(words));
    m_note->setText(looksLikeShell(call.arguments) ? tr("No shell reads this: | > & $ * reach the program as they are. A line of a shell is run by: sh -c '…'") : QString());
    const QString problem = call.command.isEmpty() ? QString() : problemOf(call);
    m_problem->setText(problem.isEmpty() ? QString() : asSentence(problem));
    m_start->setEnabled(!call.command.isEmpty() && problem.isEmpty());
}

void RecordDialog::chooseProgram() {
    const QString from = m_command->text().contains(u'/') ? QFileInfo(m_command->text()).absolutePath() : m_directory->text();
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose the program's file"), from);
    if (file.isEmpty())
        return;
    session::ProgramCall chosen = session::callOf(file);
    if (chosen.arguments.isEmpty())
        chosen.arguments = m_arguments->text();
    chosen.environment = m_environment->toPlainText();
    chosen.untilStuck = m_untilStuck->isChecked();
    fill(chosen);
}

void RecordDialog::chooseFolder() {
    if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose the folder"), m_directory->text()); !folder.isEmpty())
        m_directory->setText(folder);
}

} // namespace braid::views
