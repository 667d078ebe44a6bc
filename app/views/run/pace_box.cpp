#include "app/views/run/pace_box.h"

#include "app/views/run/number_box.h"
#include "app/views/run/number_slider.h"
#include "app/views/run/setup.h"
#include "app/views/run/value_scale.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>

#include <optional>

namespace braid::views {
namespace {

session::Parameter factorParameter() {
    session::Parameter parameter;
    parameter.name = "pace";
    parameter.kind = session::Parameter::Kind::Real;
    parameter.minimum = 0.1;
    parameter.maximum = 100;
    return parameter;
}

/// Shows a factor of slowness in words: a bare number, or one with "×", would not say whether it is slower or faster. Takes
/// the words as well as a bare number, which is how many times slower.
class FactorBox : public NumberBox {
    Q_DECLARE_TR_FUNCTIONS(FactorBox)
public:
    explicit FactorBox(QWidget* parent) : NumberBox(factorParameter(), parent) {}
    QString textFromValue(double value) const override {
        const auto digits = [](double number) { return QLocale::c().toString(number, 'g', 3); };
        return value == 1  ? tr("normal")
               : value > 1 ? tr("%1 times slower").arg(digits(value))
                           : tr("%1 times faster").arg(digits(1 / value));
    }
    double valueFromText(const QString& text) const override {
        if (text == textFromValue(value()))
            return value(); // as exact as it was
        const auto typed = typedFactor(text);
        return typed ? *typed : value();
    }
    QValidator::State validate(QString& text, int&) const override {
        return typedFactor(text) ? QValidator::Acceptable : QValidator::Intermediate;
    }

private:
    [[nodiscard]] std::optional<double> typedFactor(const QString& text) const {
        if (text.trimmed() == tr("normal"))
            return 1;
        static const QRegularExpression number(QStringLiteral("[0-9]+([.][0-9]+)?"));
        const QRegularExpressionMatch found = number.match(text);
        const double read = found.captured().toDouble();
        if (!found.hasMatch() || read <= 0)
            return std::nullopt;
        const bool faster = text == tr("%1 times faster").arg(found.captured());
        const double factor = faster ? 1 / read : read;
        return factor >= minimum() * (1 - 1e-9) && factor <= maximum() * (1 + 1e-9) ? std::optional(factor) : std::nullopt;
    }
};

constexpr double UsualLine = 17; ///< pixels that a line of the usual type takes

session::Parameter delayParameter() {
    session::Parameter parameter;
    parameter.name = "delay";
    parameter.kind = session::Parameter::Kind::Time;
    parameter.maximum = 2e9;
    return parameter;
}

const ValueScale& factorScale() {
    static const ValueScale scale(0.1, 100, false);
    return scale;
}

} // namespace

PaceBox::PaceBox(Setup& setup, QWidget* parent)
    : QWidget(parent), m_setup(setup), m_label(new QLabel(this)), m_slider(new NumberSlider(factorScale(), this)),
      m_factor(new FactorBox(this)), m_delayLabel(new QLabel(this)),
      m_delay(new NumberBox(delayParameter(), this)) {
    m_label->setProperty("role", "muted");
    m_delayLabel->setProperty("role", "muted");
    m_slider->setObjectName("pace.slider");
    m_factor->setObjectName("pace.factor");
    m_delay->setObjectName("pace.delay");
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->setSpacing(7);
    layout->addWidget(m_label);
    layout->addWidget(m_slider);
    layout->addWidget(m_factor);
    layout->addSpacing(6);
    layout->addWidget(m_delayLabel);
    layout->addWidget(m_delay);
    const auto set = [this](double factor) {
        Setup::Pace pace = m_setup.pace();
        pace.sleepFactor = factor;
        m_setup.setPace(pace);
    };
    connect(m_slider, &QSlider::valueChanged, this, [set](int position) { set(factorScale().value(position)); });
    connect(m_factor, &QDoubleSpinBox::valueChanged, this, set);
    connect(m_delay, &QDoubleSpinBox::valueChanged, this, [this] {
        Setup::Pace pace = m_setup.pace();
        pace.operationDelay = std::chrono::nanoseconds(std::get<std::int64_t>(m_delay->typedValue()));
        m_setup.setPace(pace);
    });
    connect(&m_setup, &Setup::paceChanged, this, &PaceBox::showPace);
    setWords(Words::Long);
    showPace();
    retranslate();
}

void PaceBox::setWords(Words words) {
    m_words = words;
    const bool all = words == Words::Long;
    m_label->setText(all ? tr("Slow motion") : tr("Slow"));
    m_delayLabel->setText(all ? tr("Pause per step") : tr("Step"));
    m_slider->setFixedWidth(all ? 96 : 44);
    m_slider->setVisible(words != Words::Least);
    setFocusProxy(words == Words::Least ? static_cast<QWidget*>(m_factor) : m_slider);
    const double scale = std::max(1.0, fontMetrics().height() / UsualLine);
    m_factor->setFixedWidth(m_factor->fontMetrics().horizontalAdvance(m_factor->textFromValue(100)) + static_cast<int>(26 * scale));
    m_delay->setFixedWidth(static_cast<int>((words == Words::Least ? 72 : 86) * scale));
    updateGeometry();
}

void PaceBox::showPace() {
    const QSignalBlocker quietSlider(m_slider), quietFactor(m_factor), quietDelay(m_delay);
    m_factor->setValue(m_setup.pace().sleepFactor);
    // The slider under the hand stays where the hand put it: rounding must not move it.
    if (!m_slider->isSliderDown())
        m_slider->setValue(factorScale().position(m_setup.pace().sleepFactor));
    m_delay->setValue(static_cast<double>(m_setup.pace().operationDelay.count()));
}

void PaceBox::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PaceBox::retranslate() {
    m_factor->setSuffix({}); // its words anew
    setWords(m_words);
    const QString factor = tr("Slow motion: every sleep of the scenario takes this many times as long, at once");
    const QString delay = tr("A pause after every operation on a lock, thread or variable, at once");
    m_slider->setToolTip(factor);
    m_factor->setToolTip(factor);
    m_delay->setToolTip(delay);
    m_slider->setAccessibleName(tr("Slow motion"));
    m_factor->setAccessibleName(tr("Slow motion factor"));
    m_delay->setAccessibleName(tr("Pause per step"));
}

} // namespace braid::views
