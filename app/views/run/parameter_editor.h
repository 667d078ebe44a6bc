#pragma once

#include "app/session/catalogue.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace braid::views {

class NumberBox;

/// One parameter: a slider and a number box, a combo box or a check box, with its label and what a change means now.
class ParameterEditor : public QWidget {
    Q_OBJECT
public:
    /// What becomes of a change.
    enum class Effect {
        NextRun, ///< no run is on: plain
        Waits,   ///< a run is on and keeps its value: "applies at next run"
        AtOnce   ///< a run is on and hears of it: "live"
    };

    explicit ParameterEditor(session::Parameter parameter, QWidget* parent = nullptr);

    [[nodiscard]] const session::Parameter& parameter() const { return m_parameter; }
    [[nodiscard]] parameter::Value value() const;
    /// Says nothing.
    void setValue(const parameter::Value& value);
    /// `differs`: the value is not the one the run uses.
    void setEffect(Effect effect, bool differs);

signals:
    void edited(const std::string& name, const parameter::Value& value);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildNumber();
    void retranslate();

    session::Parameter m_parameter;
    QLabel* m_label;
    QLabel* m_name; ///< its name in the code
    QLabel* m_tag;
    QSlider* m_slider = nullptr;
    NumberBox* m_box = nullptr;
    QComboBox* m_choice = nullptr;
    QCheckBox* m_flag = nullptr;
    Effect m_effect = Effect::NextRun;
    bool m_differs = false;
};

} // namespace braid::views
