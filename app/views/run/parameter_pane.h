#pragma once

#include "engine/parameter/parameter.h"

#include <QWidget>
#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace braid::views {

class Appearance;
class ParameterEditor;
class Setup;

/// The panel of the chosen scenario: presets and one editor a parameter.
class ParameterPane : public QWidget {
    Q_OBJECT
public:
    ParameterPane(Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    /// `values` = what the run that is on was started with (live changes included); nullptr: none is on. `movable`: whether a change of a
    /// parameter takes effect there.
    void setRunning(const QString& scenarioId, const parameter::ValueMap* values, std::function<bool(const parameter::ParameterSpec&)> movable);

signals:
    void programRequested(); ///< the program that is chosen is to be changed

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void showPreset();
    void showEffects();
    void keepWhole();
    void retranslate();

    Setup& m_setup;
    Appearance& m_appearance;
    QLabel* m_title;
    QComboBox* m_preset;
    QToolButton* m_reset;
    QLabel* m_note;
    QPushButton* m_program; ///< in the place of the presets where a program is chosen
    QScrollArea* m_area;
    std::vector<ParameterEditor*> m_editors;
    QString m_runningScenario;
    parameter::ValueMap m_runningValues;
    std::function<bool(const parameter::ParameterSpec&)> m_movable;
};

} // namespace braid::views
