#include "app/views/run/parameter_pane.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/parameter_editor.h"
#include "app/views/run/setup.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace braid::views {

ParameterPane::ParameterPane(Setup& setup, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_setup(setup), m_appearance(appearance), m_title(new QLabel(this)),
      m_preset(new QComboBox(this)), m_reset(new QToolButton(this)), m_note(new QLabel(this)), m_program(new QPushButton(this)),
      m_area(new QScrollArea(this)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_title->setObjectName("parameterTitle");
    m_title->setProperty("role", "title");
    m_title->setWordWrap(true);
    m_preset->setObjectName("presetBox");
    m_reset->setObjectName("presetReset");
    m_reset->setAutoRaise(true);
    m_note->setObjectName("parameterNote");
    m_note->setProperty("role", "small");
    m_note->setWordWrap(true);
    m_note->hide();
    m_area->setWidgetResizable(true);
    m_area->setObjectName("parameterArea");

    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 4);
    head->setSpacing(8);
    head->addWidget(m_title);
    auto* presetRow = new QHBoxLayout;
    presetRow->addWidget(m_preset, 1);
    presetRow->addWidget(m_reset);
    head->addLayout(presetRow);
    m_program->setObjectName("parameterProgram");
    head->addWidget(m_program);
    connect(m_program, &QPushButton::clicked, this, &ParameterPane::programRequested);
    head->addWidget(m_note);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_area, 1);

    connect(&m_setup, &Setup::scenarioChanged, this, &ParameterPane::rebuild);
    connect(&m_setup, &Setup::parametersChanged, this, &ParameterPane::rebuild);
    connect(&m_setup, &Setup::valueChanged, this, [this](const std::string& name, const parameter::Value& value) {
        for (ParameterEditor* editor : m_editors)
            if (editor->parameter().name == name)
                editor->setValue(value);
        showPreset();
        showEffects();
    });
    connect(m_preset, &QComboBox::activated, this, [this] { m_setup.applyPreset(m_preset->currentData().toString()); });
    connect(m_reset, &QToolButton::clicked, this, [this] {
        if (!m_setup.presets().empty())
            m_setup.applyPreset(toQt(m_setup.presets().front().name));
    });
    connect(&m_appearance, &Appearance::changed, this, &ParameterPane::retranslate);
    rebuild();
}

void ParameterPane::setRunning(const QString& scenarioId, const parameter::ValueMap* values, std::function<bool(const parameter::ParameterSpec&)> movable) {
    m_movable = std::move(movable);
    m_runningScenario = values ? scenarioId : QString();
    m_runningValues = values ? *values : parameter::ValueMap();
    showEffects();
}

void ParameterPane::rebuild() {
    m_editors.clear();
    auto* form = new QWidget;
    form->setObjectName("parameterForm");
    auto* layout = new QVBoxLayout(form);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(12);
    m_preset->clear();
    for (const session::Preset& preset : m_setup.presets())
        m_preset->addItem(presetName(toQt(preset.name)), toQt(preset.name));
    for (const session::Parameter& parameter : m_setup.parameters()) {
        auto* editor = new ParameterEditor(parameter, form);
        if (const auto value = m_setup.values().find(parameter.name); value != m_setup.values().end())
            editor->setValue(value->second);
        connect(editor, &ParameterEditor::edited, &m_setup, &Setup::setValue);
        layout->addWidget(editor);
        m_editors.push_back(editor);
    }
    layout->addStretch(1);
    m_area->setWidget(form);
    showPreset();
    showEffects();
    retranslate();
}

void ParameterPane::showPreset() {
    const QString preset = m_setup.preset();
    const int index = preset.isEmpty() ? -1 : m_preset->findData(preset);
    m_preset->setCurrentIndex(index);
    m_reset->setEnabled(m_preset->count() > 0 && index != 0);
}

void ParameterPane::showEffects() {
    const bool ofScenario = m_setup.scenario() && !m_runningScenario.isEmpty() && m_runningScenario == toQt(m_setup.scenario()->id);
    const bool on = ofScenario || (m_setup.program() && m_runningScenario.isEmpty() && !m_runningValues.empty());
    for (ParameterEditor* editor : m_editors) {
        const std::string& name = editor->parameter().name;
        const parameter::ValueMap &running = m_runningValues, &next = m_setup.values();
        const auto used = running.find(name), set = next.find(name);
        const bool differs = on && (used == running.end() || set == next.end() || used->second != set->second);
        using Effect = ParameterEditor::Effect;
        editor->setEffect(!on ? Effect::NextRun : m_movable(editor->parameter()) ? Effect::AtOnce
                                                                                 : Effect::Waits,
                          differs);
    }
    m_note->setVisible(!m_runningScenario.isEmpty() && !on && m_setup.scenario());
    keepWhole();
}

void ParameterPane::keepWhole() {
    // In a narrower pane one has to scroll to the boxes, which stand at the right.
    const QWidget* form = m_area->widget();
    form->layout()->invalidate();
    m_area->setMinimumWidth(form->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_area->verticalScrollBar()));
}

void ParameterPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ParameterPane::retranslate() {
    const session::ProgramCall* program = m_setup.program();
    m_title->setText(program ? render::plain(program->line()) : m_setup.scenario() ? scenarioTitle(*m_setup.scenario())
                                                                                   : tr("No scenario chosen"));
    m_program->setVisible(program != nullptr);
    m_program->setText(program && program->source ? tr("Show its text") : tr("Arguments, folder, environment…"));
    const bool presets = program == nullptr || m_preset->count() > 0;
    m_preset->setVisible(presets);
    m_reset->setVisible(presets);
    m_preset->setPlaceholderText(tr("Own values"));
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->setToolTip(tr("Preset"));
    for (int i = 0; i < m_preset->count(); ++i)
        m_preset->setItemText(i, presetName(m_preset->itemData(i).toString()));
    m_reset->setIcon(m_appearance.icon("reset", "muted"));
    m_reset->setToolTip(tr("Back to the tutorial's values"));
    m_reset->setAccessibleName(tr("Back to the tutorial's values"));
    m_note->setText(tr("Another scenario is running; this one starts at the next Run."));
    m_area->setAccessibleName(tr("Parameters"));
    keepWhole();
}

} // namespace braid::views
