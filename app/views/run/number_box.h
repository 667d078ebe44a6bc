#pragma once

#include "app/session/catalogue.h"

#include <QDoubleSpinBox>

namespace braid::views {

/// A number with its unit, typed as on the command line: "250 ms", "2s", "12", "64 KiB". What is out of range or no
/// number is not taken. Values of times are nanoseconds.
class NumberBox : public QDoubleSpinBox {
    Q_OBJECT
public:
    /// For kinds Integer, Real and Time.
    explicit NumberBox(session::Parameter parameter, QWidget* parent = nullptr);

    [[nodiscard]] QString textFromValue(double value) const override;
    [[nodiscard]] double valueFromText(const QString& text) const override;
    [[nodiscard]] QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;
    void stepBy(int steps) override;

    /// The value as the parameter's type.
    [[nodiscard]] parameter::Value typedValue() const;

private:
    session::Parameter m_parameter;
};

} // namespace braid::views
