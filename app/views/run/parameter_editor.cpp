#include "app/views/run/parameter_editor.h"

#include "app/views/base/words.h"
#include "app/views/run/number_box.h"
#include "app/views/run/number_slider.h"
#include "app/views/run/value_scale.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QStyle>
#include <QVBoxLayout>

namespace braid::views {

using Kind = session::Parameter::Kind;

namespace {

ValueScale scaleOf(const session::Parameter& parameter) {
    return {parameter.minimum, parameter.maximum, parameter.kind != Kind::Real};
}

/// Scrolling the panel must not change what happens to be below the pointer.
class IgnoresWheel : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(object)->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

void tame(QWidget* widget, QObject* filter) {
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(filter);
}

/// Between text and ground.
QColor quiet(const QPalette& palette) {
    const QColor text = palette.color(QPalette::WindowText), ground = palette.color(QPalette::Window);
    const auto mixed = [](int a, int b) { return (3 * a + 2 * b) / 5; };
    return {mixed(text.red(), ground.red()), mixed(text.green(), ground.green()), mixed(text.blue(), ground.blue())};
}

} // namespace

ParameterEditor::ParameterEditor(session::Parameter parameter, QWidget* parent)
    : QWidget(parent), m_parameter(std::move(parameter)), m_label(new QLabel(this)), m_name(new QLabel(this)),
      m_tag(new QLabel(this)) {
    const QString name = QStringLiteral("parameter.") + toQt(m_parameter.name);
    setObjectName(name);
    m_name->setObjectName(name + ".name");
    m_name->setProperty("role", "muted");
    m_name->setText(toQt(m_parameter.name));
    m_name->setVisible(m_parameter.kind == Kind::Flag && m_parameter.label != m_parameter.name); // a check box has no rich text
    m_tag->setObjectName(name + ".tag");
    m_tag->setWordWrap(true);
    m_tag->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* filter = new IgnoresWheel(this);
    m_label->setTextFormat(Qt::RichText); // ours, with the name in the code beside it
    m_label->setWordWrap(true);           // a long label must not widen the panel
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    layout->addLayout(head);
    if (m_parameter.kind == Kind::Flag) {
        m_flag = new QCheckBox(this);
        m_flag->setObjectName(name + ".flag");
        m_label->hide();
        head->addWidget(m_flag, 1);
        layout->addWidget(m_name);
        connect(m_flag, &QCheckBox::toggled, this, [this](bool on) { emit edited(m_parameter.name, on); });
    } else if (m_parameter.kind == Kind::Choice) {
        m_choice = new QComboBox(this);
        m_choice->setObjectName(name + ".choice");
        tame(m_choice, filter);
        m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // its longest words widen no panel
        m_choice->setMinimumContentsLength(10);
        for (const std::string& choice : m_parameter.choices)
            m_choice->addItem(choiceName(toQt(choice)), toQt(choice));
        head->addWidget(m_label, 1);
        layout->addWidget(m_choice);
        m_label->setBuddy(m_choice);
        connect(m_choice, &QComboBox::currentIndexChanged, this,
                [this] { emit edited(m_parameter.name, value()); });
    } else {
        buildNumber();
        m_slider->setObjectName(name + ".slider");
        m_box->setObjectName(name + ".box");
        tame(m_slider, filter);
        tame(m_box, filter);
        auto* row = new QHBoxLayout;
        row->setSpacing(10);
        row->addWidget(m_slider, 1);
        row->addWidget(m_box);
        head->addWidget(m_label, 1);
        layout->addLayout(row);
        m_label->setBuddy(m_box);
    }
    head->addWidget(m_tag);
    setValue(m_parameter.defaultValue);
    retranslate();
}

void ParameterEditor::buildNumber() {
    m_slider = new NumberSlider(scaleOf(m_parameter), this);
    m_box = new NumberBox(m_parameter, this);
    m_box->setFixedWidth(104);
    m_slider->setMinimumWidth(48);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        {
            const QSignalBlocker quiet(m_box);
            m_box->setValue(scaleOf(m_parameter).value(position));
        }
        emit edited(m_parameter.name, m_box->typedValue());
    });
    connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        {
            const QSignalBlocker quiet(m_slider);
            m_slider->setValue(scaleOf(m_parameter).position(value));
        }
        emit edited(m_parameter.name, m_box->typedValue());
    });
}

parameter::Value ParameterEditor::value() const {
    if (m_flag)
        return m_flag->isChecked();
    if (m_choice)
        return m_choice->currentData().toString().toStdString();
    return m_box->typedValue();
}

void ParameterEditor::setValue(const parameter::Value& value) {
    if (m_flag) {
        const QSignalBlocker quiet(m_flag);
        m_flag->setChecked(value == parameter::Value(true));
    } else if (m_choice) {
        const QSignalBlocker quiet(m_choice);
        const auto* name = std::get_if<std::string>(&value);
        m_choice->setCurrentIndex(name ? m_choice->findData(toQt(*name)) : -1);
    } else {
        const QSignalBlocker quietBox(m_box);
        const QSignalBlocker quietSlider(m_slider);
        const double number = parameter::numberOf(value);
        m_box->setValue(number);
        m_slider->setValue(scaleOf(m_parameter).position(number));
    }
}

void ParameterEditor::setEffect(Effect effect, bool differs) {
    m_effect = effect;
    m_differs = differs;
    retranslate();
}

void ParameterEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ParameterEditor::retranslate() {
    const QString label = parameterLabel(m_parameter), name = toQt(m_parameter.name);
    // The name as on the cards and on the command line, in the label itself, where it wraps with the words.
    const QString both = QStringLiteral("%1 &nbsp;<span style='color:%2'>%3</span>").arg(label.toHtmlEscaped(), quiet(palette()).name(), name.toHtmlEscaped());
    m_label->setText(label == name ? name.toHtmlEscaped() : both); // what a person writes may have no other words
    for (QWidget* control : std::initializer_list<QWidget*>{m_slider, m_box, m_choice, m_flag}) {
        if (!control)
            continue;
        control->setAccessibleName(label);
        control->setToolTip(QStringLiteral("%1  (--set %2=…)").arg(label, name));
    }
    if (m_flag)
        m_flag->setText(label);
    if (m_choice)
        for (int i = 0; i < m_choice->count(); ++i)
            m_choice->setItemText(i, choiceName(m_choice->itemData(i).toString()));
    const char* role = "tag";
    switch (m_effect) {
    case Effect::NextRun:
        m_tag->clear();
        break;
    case Effect::AtOnce:
        m_tag->setText(tr("live"));
        m_tag->setToolTip(tr("A change takes effect in the running scenario at once."));
        role = "liveTag";
        break;
    case Effect::Waits:
        m_tag->setText(tr("applies at next run"));
        m_tag->setToolTip(tr("The running scenario keeps the value it was started with."));
        role = m_differs ? "nextTag" : "tag";
        break;
    }
    m_tag->setProperty("role", role);
    m_tag->style()->unpolish(m_tag);
    m_tag->style()->polish(m_tag);
}

} // namespace braid::views
