#include "app/views/run/number_box.h"

#include "app/views/base/words.h"

#include <cmath>

namespace braid::views {

using Kind = session::Parameter::Kind;

NumberBox::NumberBox(session::Parameter parameter, QWidget* parent)
    : QDoubleSpinBox(parent), m_parameter(std::move(parameter)) {
    setDecimals(m_parameter.kind == Kind::Real ? 6 : 0);
    setRange(m_parameter.minimum, m_parameter.maximum);
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
    setCorrectionMode(QAbstractSpinBox::CorrectToPreviousValue);
}

parameter::Value NumberBox::typedValue() const { return parameter::valueOf(m_parameter, value()); }

QString NumberBox::textFromValue(double value) const {
    return toQt(parameter::format(m_parameter, parameter::valueOf(m_parameter, value)));
}

double NumberBox::valueFromText(const QString& text) const {
    const auto parsed = parameter::parse(m_parameter, text.toStdString());
    return parsed ? parameter::numberOf(*parsed) : value();
}

QValidator::State NumberBox::validate(QString& text, int&) const {
    return parameter::parse(m_parameter, text.toStdString()) ? QValidator::Acceptable : QValidator::Intermediate;
}

void NumberBox::fixup(QString& text) const { text = textFromValue(value()); }

void NumberBox::stepBy(int steps) {
    // One step is one in the leading digit: 9 ms → 10 ms → 20 ms. Whole numbers below 100 go by one.
    double now = value();
    for (int i = 0; i < std::abs(steps); ++i) {
        const bool up = steps > 0;
        double unit = 1;
        if (m_parameter.kind == Kind::Time || m_parameter.kind == Kind::Real) {
            const double smallest = m_parameter.kind == Kind::Time ? 1e3 : 0.01;
            const double magnitude = std::max(std::abs(now), smallest);
            unit = std::pow(10, std::floor(std::log10(magnitude) + 1e-9));
            if (!up && magnitude <= unit * (1 + 1e-9) && magnitude > smallest)
                unit /= 10;
        } else if (now >= 100) {
            unit = std::pow(10, std::floor(std::log10(now)) - 1);
        }
        now = up ? (std::floor(now / unit + 1e-9) + 1) * unit : (std::ceil(now / unit - 1e-9) - 1) * unit;
    }
    setValue(now);
}

} // namespace braid::views
