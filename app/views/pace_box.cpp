#include "app/views/pace_box.h"

#include "app/views/number_box.h"
#include "app/views/number_slider.h"
#include "app/views/setup.h"
#include "app/views/value_scale.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace braid::views {
namespace {

session::Parameter factorParameter() {
    session::Parameter parameter;
    parameter.name = "pace";
    parameter.kind = session::Parameter::Kind::Real;
    parameter.unit = "×";
    parameter.minimum = 0.1;
    parameter.maximum = 100;
    return parameter;
}

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
      m_factor(new NumberBox(factorParameter(), this)), m_delayLabel(new QLabel(this)),
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
    setFocusProxy(m_slider);
    showPace();
    retranslate();
}

void PaceBox::setWords(Words words) {
    m_words = words;
    const bool all = words == Words::Long;
    m_label->setText(all ? tr("Slow motion") : tr("Slow"));
    m_delayLabel->setText(all ? tr("Pause per step") : tr("Step"));
    m_slider->setFixedWidth(all ? 96 : 64);
    const double scale = std::max(1.0, fontMetrics().height() / UsualLine);
    m_factor->setFixedWidth(static_cast<int>(76 * scale));
    m_delay->setFixedWidth(static_cast<int>(86 * scale));
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
