#include "app/views/run/setup.h"

#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "engine/parameter/json.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace braid::views {

Setup::Setup(QString hostPath, QObject* parent) : QObject(parent), m_hostPath(std::move(hostPath)) {}

void Setup::loadCatalogue() {
    auto loaded = session::Catalogue::load(m_hostPath);
    if (loaded)
        m_catalogue = std::move(loaded.value());
    else
        m_problem = session::errorText(loaded.error());
}

void Setup::choose(const QString& id) {
    const session::Scenario* scenario = m_catalogue ? m_catalogue->find(id) : nullptr;
    if (!scenario || scenario == m_scenario)
        return;
    if (m_scenario)
        m_left[m_scenario->id] = m_values;
    m_scenario = scenario;
    m_program.reset();
    if (const auto left = m_left.find(scenario->id); left != m_left.end())
        m_values = left->second;
    else
        m_values = scenario->valuesOf(scenario->presets.empty() ? session::Preset{} : scenario->presets.front());
    emit scenarioChanged();
}

void Setup::chooseProgram(const session::ProgramCall& program) {
    if (m_program == program)
        return;
    if (m_scenario)
        m_left[m_scenario->id] = m_values;
    m_scenario = nullptr;
    m_values.clear();
    m_programParameters.clear();
    m_programPresets.clear();
    m_described = false;
    m_program = session::ProgramCall(program);
    emit scenarioChanged();
}

void Setup::setCode(Code code) {
    if (std::exchange(m_code, code) != code)
        emit codeChanged();
}

QString Setup::source() const {
    if (!m_scenario)
        return {};
    return m_code == Code::Python ? session::pythonSource(*m_scenario, binaries()) : toQt(m_scenario->source);
}

const session::Interpreter& Setup::interpreter() {
    if (!m_interpreter)
        m_interpreter = session::interpreterCalled();
    return *m_interpreter;
}

QString Setup::binaries() const { return m_hostPath.isEmpty() ? QString() : QFileInfo(m_hostPath).path(); }

const std::vector<session::Parameter>& Setup::parameters() const { return m_scenario ? m_scenario->parameters : m_programParameters; }

const std::vector<session::Preset>& Setup::presets() const { return m_scenario ? m_scenario->presets : m_programPresets; }

void Setup::setProgram(std::vector<session::Parameter> parameters, std::vector<session::Preset> presets, bool described) {
    if (!m_program || (parameters == m_programParameters && presets == m_programPresets && described == m_described))
        return;
    parameter::ValueMap values;
    for (const session::Parameter& now : parameters) {
        const auto before = std::find_if(m_programParameters.begin(), m_programParameters.end(), [&](const session::Parameter& each) { return each.name == now.name; });
        const auto set = m_values.find(now.name);
        const bool kept = before != m_programParameters.end() && before->kind == now.kind && before->defaultValue == now.defaultValue && set != m_values.end() &&
                          parameter::check(now, set->second);
        values.insert_or_assign(now.name, kept ? set->second : now.defaultValue);
    }
    m_programParameters = std::move(parameters);
    m_programPresets = std::move(presets);
    m_described = described;
    m_values = std::move(values);
    emit parametersChanged();
}

parameter::ValueMap Setup::valuesFor(const session::Scenario& scenario) const {
    parameter::ValueMap values;
    for (const session::Parameter& parameter : scenario.parameters)
        if (const auto set = m_values.find(parameter.name); set != m_values.end() && parameter::check(parameter, set->second))
            values.insert_or_assign(parameter.name, set->second);
    return values;
}

void Setup::adopt(const QString& id, const std::vector<std::pair<std::string, std::string>>& parameters) {
    choose(id);
    if (!m_scenario || toQt(m_scenario->id) != id)
        return;
    parameter::ValueMap last; // a file may name one as often as it likes
    for (const auto& [name, json] : parameters) {
        const session::Parameter* parameter = m_scenario->parameter(name);
        if (!parameter)
            continue;
        const auto value = parameter::valueFromJson(*parameter, json);
        if (value && parameter::check(*parameter, *value))
            last.insert_or_assign(name, *value);
    }
    for (const auto& [name, value] : last)
        setValue(name, value);
}

void Setup::setValue(const std::string& name, const parameter::Value& value) {
    const auto [place, added] = m_values.try_emplace(name, value);
    if (!added && std::exchange(place->second, value) == value)
        return;
    emit valueChanged(name, value);
}

QString Setup::preset() const {
    for (const session::Preset& preset : presets())
        if (valuesOf(preset) == m_values)
            return toQt(preset.name);
    return {};
}

void Setup::applyPreset(const QString& name) {
    const auto preset = std::find_if(presets().begin(), presets().end(), [&](const session::Preset& each) { return toQt(each.name) == name; });
    if (preset == presets().end())
        return;
    for (const auto& [parameter, value] : valuesOf(*preset))
        setValue(parameter, value);
}

parameter::ValueMap Setup::valuesOf(const session::Preset& preset) const {
    session::Scenario described;
    described.parameters = parameters();
    return described.valuesOf(preset);
}

void Setup::setPace(const Pace& pace) {
    if (pace == m_pace)
        return;
    m_pace = pace;
    emit paceChanged();
}

} // namespace braid::views
