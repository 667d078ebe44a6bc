#include "app/views/editor/new_program_dialog.h"

#include "app/views/base/words.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace braid::views {

NewProgramDialog::NewProgramDialog(const QString& folder, QWidget* parent)
    : QDialog(parent), m_folder(folder), m_templates(editor::templates()), m_list(new QListWidget(this)), m_name(new QLineEdit(this)), m_where(new QLabel(this)),
      m_create(new QPushButton(tr("Create"), this)) {
    setObjectName("newProgramDialog");
    setWindowTitle(tr("New program"));
    m_list->setObjectName("newProgramTemplates");
    m_list->setAccessibleName(tr("What it begins with"));
    for (const editor::Template& each : m_templates)
        m_list->addItem(each.title);
    m_list->setMinimumHeight(m_list->sizeHintForRow(0) * m_list->count() + 8);
    m_name->setObjectName("newProgramName");
    m_name->setAccessibleName(tr("Name"));
    m_where->setObjectName("newProgramWhere");
    m_where->setProperty("role", "small");
    m_where->setWordWrap(true);
    m_create->setObjectName("newProgramCreate");
    m_create->setProperty("role", "primary");
    m_create->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Name"), m_name);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_where, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_list, 1);
    layout->addLayout(form);
    layout->addLayout(buttons);
    resize(560, sizeHint().height());
    connect(m_list, &QListWidget::currentRowChanged, this, &NewProgramDialog::propose);
    connect(m_list, &QListWidget::itemDoubleClicked, m_create, &QPushButton::click);
    connect(m_name, &QLineEdit::textChanged, this, &NewProgramDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &QDialog::accept);
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void NewProgramDialog::propose() {
    const editor::Template& chosen = m_templates[static_cast<std::size_t>(std::max(0, m_list->currentRow()))];
    m_name->setText(QFileInfo(editor::freePath(m_folder, chosen.file)).fileName());
}

QString NewProgramDialog::path() const {
    const editor::Template& chosen = m_templates[static_cast<std::size_t>(std::max(0, m_list->currentRow()))];
    QString name = m_name->text().trimmed();
    if (editor::languageOf(name) != editor::languageOf(chosen.file))
        name += u'.' + QFileInfo(chosen.file).suffix();
    return QDir::cleanPath(m_folder + u'/' + name);
}

QString NewProgramDialog::text() const { return editor::templateText(m_templates[static_cast<std::size_t>(std::max(0, m_list->currentRow()))]); }

void NewProgramDialog::check() {
    const QString name = m_name->text().trimmed();
    const bool plain = !name.isEmpty() && !name.contains(u'/') && !name.startsWith(u'.');
    const bool there = plain && QFileInfo::exists(path());
    m_where->setText(there ? tr("There is a program of that name already.") : plain ? tr("It will lie in %1.").arg(render::plain(QDir::toNativeSeparators(m_folder)))
                                                                                    : tr("A name without slashes is needed."));
    m_create->setEnabled(plain && !there);
}

} // namespace braid::views
