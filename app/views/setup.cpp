#include "app/views/setup.h"

#include "app/session/error_text.h"
#include "app/views/words.h"

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
        m_left.insert(m_scenario->id, m_values);
    m_scenario = scenario;
    m_values = m_left.contains(id)                ? m_left.value(id)
               : m_scenario->presets.empty()      ? presetValues({})
                                                  : presetValues(m_scenario->presets.front());
    emit scenarioChanged();
}

void Setup::adopt(const QString& id, const std::vector<std::pair<std::string, std::string>>& parameters) {
    choose(id);
    if (!m_scenario || m_scenario->id != id)
        return;
    QVariantMap last; // a file may name one as often as it likes
    for (const auto& [name, text] : session::inUnits(parameters, m_scenario)) {
        const session::Parameter* parameter = m_scenario->parameter(toQt(name));
        if (!parameter)
            continue;
        if (const auto value = session::parseValue(*parameter, toQt(text)))
            last.insert(parameter->name, value.value());
    }
    for (auto entry = last.cbegin(); entry != last.cend(); ++entry)
        setValue(entry.key(), entry.value());
}

void Setup::setValue(const QString& name, const QVariant& value) {
    if (m_values.value(name) == value)
        return;
    m_values.insert(name, value);
    emit valueChanged(name, value);
}

QVariantMap Setup::presetValues(const session::Preset& preset) const {
    QVariantMap values;
    for (const session::Parameter& parameter : m_scenario->parameters)
        values.insert(parameter.name, preset.values.value(parameter.name, parameter.defaultValue));
    return values;
}

QString Setup::preset() const {
    if (!m_scenario)
        return {};
    for (const session::Preset& preset : m_scenario->presets)
        if (presetValues(preset) == m_values)
            return preset.name;
    return {};
}

void Setup::applyPreset(const QString& name) {
    if (!m_scenario)
        return;
    for (const session::Preset& preset : m_scenario->presets) {
        if (preset.name != name)
            continue;
        const QVariantMap values = presetValues(preset);
        for (auto it = values.begin(); it != values.end(); ++it)
            setValue(it.key(), it.value());
        return;
    }
}

void Setup::setPace(const Pace& pace) {
    if (pace == m_pace)
        return;
    m_pace = pace;
    emit paceChanged();
}

} // namespace braid::views
