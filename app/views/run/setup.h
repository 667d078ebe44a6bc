#pragma once

#include "app/session/catalogue.h"
#include "app/session/python_program.h"
#include "app/session/run/program_call.h"

#include <QObject>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace braid::views {

/// What the next run will be: the chosen scenario, its values, and the pace. GUI thread only.
class Setup : public QObject {
    Q_OBJECT
public:
    /// Slow motion.
    struct Pace {
        double sleepFactor = 1;                     ///< 0.1 … 100, on every scenario sleep
        std::chrono::nanoseconds operationDelay{0}; ///< after each operation
        friend bool operator==(const Pace&, const Pace&) = default;
    };

    /// `hostPath`: the braid-host to ask and to run; empty: the one beside this program.
    explicit Setup(QString hostPath = {}, QObject* parent = nullptr);
    [[nodiscard]] const QString& hostPath() const { return m_hostPath; }

    /// Asks braid-host what there is. The error is kept: see problem().
    void loadCatalogue();
    [[nodiscard]] const session::Catalogue* catalogue() const { return m_catalogue ? &*m_catalogue : nullptr; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /// nullptr where a program is chosen instead, or nothing.
    [[nodiscard]] const session::Scenario* scenario() const { return m_scenario; }
    /// The program that the next run will record; nullptr where a scenario is chosen, or nothing.
    [[nodiscard]] const session::ProgramCall* program() const { return m_program ? &*m_program : nullptr; }
    void chooseProgram(const session::ProgramCall& program);
    /// What can be set of the chosen scenario, or of the program.
    [[nodiscard]] const std::vector<session::Parameter>& parameters() const;
    /// Sets of values with names: of the chosen scenario, or of a program that describes itself as one.
    [[nodiscard]] const std::vector<session::Preset>& presets() const;
    /// Of the chosen program. A value that was moved stays where it is, unless the program's own has become another one.
    void setProgramParameters(std::vector<session::Parameter> parameters) { setProgram(std::move(parameters), {}, false); }
    /// The same of a program that describes itself as `scenario`.
    void setDescribed(const session::Scenario& scenario) { setProgram(scenario.parameters, scenario.presets, true); }
    /// The chosen program describes itself as a scenario.
    [[nodiscard]] bool isDescribed() const { return m_described; }
    /// The present values, as far as `scenario`, which the chosen program has described itself as, takes them.
    [[nodiscard]] parameter::ValueMap valuesFor(const session::Scenario& scenario) const;
    /// With the values of its first preset, or those it had when it was left. Unknown ids change nothing.
    void choose(const QString& id);

    /// In what the next run's program is written: the scenario's own in C++, or the tutorial's in Python.
    enum class Code {
        Cpp,
        Python
    };
    [[nodiscard]] Code code() const { return m_code; }
    void setCode(Code code);
    /// The next run is of the scenario's program in Python.
    [[nodiscard]] bool runsPython() const { return m_scenario && m_code == Code::Python; }
    /// The chosen scenario's file in that language, from the project's root; empty where there is none.
    [[nodiscard]] QString source() const;
    /// What runs Python; asked once.
    [[nodiscard]] const session::Interpreter& interpreter();
    /// Where Braid's other programs lie; empty: beside this one.
    [[nodiscard]] QString binaries() const;

    /// The scenario and the values of a recorded run, so that what is said about it stands beside it and the next run is one like
    /// it. `parameters`: (name, JSON) as a trace holds them. What the catalogue does not know or would not take stays as it is.
    void adopt(const QString& id, const std::vector<std::pair<std::string, std::string>>& parameters);

    [[nodiscard]] const parameter::ValueMap& values() const { return m_values; }
    /// `value` must be of the parameter's kind.
    void setValue(const std::string& name, const parameter::Value& value);
    /// The preset whose values are the present ones; empty: none.
    [[nodiscard]] QString preset() const;
    void applyPreset(const QString& name);

    [[nodiscard]] const Pace& pace() const { return m_pace; }
    void setPace(const Pace& pace);

    /// Run begins paused, before the first operation.
    [[nodiscard]] bool startsPaused() const { return m_startsPaused; }
    void setStartsPaused(bool paused) { m_startsPaused = paused; }

signals:
    void scenarioChanged();   ///< or the program
    void parametersChanged(); ///< of the same program: others than before
    void valueChanged(const std::string& name, const parameter::Value& value);
    void paceChanged();
    void codeChanged();

private:
    [[nodiscard]] parameter::ValueMap valuesOf(const session::Preset& preset) const;
    void setProgram(std::vector<session::Parameter> parameters, std::vector<session::Preset> presets, bool described);

    QString m_hostPath;
    std::optional<session::Catalogue> m_catalogue;
    QString m_problem;
    const session::Scenario* m_scenario = nullptr;
    std::optional<session::ProgramCall> m_program;
    std::vector<session::Parameter> m_programParameters;
    std::vector<session::Preset> m_programPresets;
    bool m_described = false;
    parameter::ValueMap m_values;
    std::map<std::string, parameter::ValueMap> m_left; ///< values of scenarios that were chosen before
    Pace m_pace;
    bool m_startsPaused = false;
    Code m_code = Code::Cpp;
    std::optional<session::Interpreter> m_interpreter;
};

} // namespace braid::views
