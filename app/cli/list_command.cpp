#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/text.h"
#include "app/session/catalogue.h"
#include "app/session/words.h"

#include <cmath>
#include <sstream>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;
using session::Parameter;

const char* kindName(Parameter::Kind kind) {
    switch (kind) {
    case Parameter::Kind::Integer:
        return "integer";
    case Parameter::Kind::Real:
        return "real";
    case Parameter::Kind::Time:
        return "time";
    case Parameter::Kind::Choice:
        return "choice";
    case Parameter::Kind::Flag:
        break;
    }
    return "flag";
}

Json valueJson(Parameter::Kind kind, const QVariant& value) {
    switch (kind) {
    case Parameter::Kind::Integer:
    case Parameter::Kind::Time:
        return value.toLongLong();
    case Parameter::Kind::Real:
        return value.toDouble();
    case Parameter::Kind::Choice:
        return value.toString().toStdString();
    case Parameter::Kind::Flag:
        break;
    }
    return value.toBool();
}

Json stringsJson(const QStringList& strings) {
    Json json = Json::array();
    for (const QString& string : strings)
        json.push_back(string.toStdString());
    return json;
}

QVariant endValue(const Parameter& parameter, double value) {
    return parameter.kind == Parameter::Kind::Real ? QVariant(value)
                                                   : QVariant(static_cast<qlonglong>(std::llround(value)));
}

bool hasRange(const Parameter& parameter) {
    return parameter.kind != Parameter::Kind::Choice && parameter.kind != Parameter::Kind::Flag;
}

Json parameterJson(const Parameter& parameter) {
    Json json{{"name", parameter.name.toStdString()},
              {"label", parameter.label.toStdString()},
              {"kind", kindName(parameter.kind)},
              // Times stand here in nanoseconds, whatever unit a person prefers.
              {"unit", parameter.kind == Parameter::Kind::Time ? "ns" : parameter.unit.toStdString()},
              {"default", valueJson(parameter.kind, parameter.defaultValue)}};
    if (hasRange(parameter)) {
        json["min"] = valueJson(parameter.kind, endValue(parameter, parameter.minimum));
        json["max"] = valueJson(parameter.kind, endValue(parameter, parameter.maximum));
    }
    if (parameter.kind == Parameter::Kind::Choice)
        json["choices"] = stringsJson(parameter.choices);
    json["live"] = parameter.live;
    return json;
}

Json presetJson(const session::Scenario& scenario, const session::Preset& preset) {
    Json values = Json::object();
    for (auto it = preset.values.begin(); it != preset.values.end(); ++it)
        if (const Parameter* parameter = scenario.parameter(it.key()))
            values[it.key().toStdString()] = valueJson(parameter->kind, it.value());
    Json json{{"name", preset.name.toStdString()}, {"values", std::move(values)}};
    if (!preset.expects.isEmpty())
        json["expects"] = stringsJson(preset.expects);
    return json;
}

Json listJson(const session::Catalogue& catalogue) {
    Json scenarios = Json::array();
    for (const session::Scenario& scenario : catalogue.scenarios()) {
        Json parameters = Json::array();
        for (const Parameter& parameter : scenario.parameters)
            parameters.push_back(parameterJson(parameter));
        Json presets = Json::array();
        for (const session::Preset& preset : scenario.presets)
            presets.push_back(presetJson(scenario, preset));
        scenarios.push_back({{"id", scenario.id.toStdString()},
                             {"family", scenario.family.toStdString()},
                             {"title", scenario.title.toStdString()},
                             {"source", scenario.source.toStdString()},
                             {"expects", stringsJson(scenario.expects)},
                             {"parameters", std::move(parameters)},
                             {"presets", std::move(presets)}});
    }
    return {{"families", stringsJson(catalogue.families())}, {"scenarios", std::move(scenarios)}};
}

void writeParameter(std::ostream& out, const Parameter& parameter) {
    out << "      " << parameter.name.toStdString() << " = "
        << session::valueText(parameter, parameter.defaultValue).toStdString();
    if (hasRange(parameter))
        out << "  ("
            << said(Cli::tr("%1 to %2"), {session::valueText(parameter, endValue(parameter, parameter.minimum)).toStdString(),
                                          session::valueText(parameter, endValue(parameter, parameter.maximum)).toStdString()})
            << ")";
    else if (parameter.kind == Parameter::Kind::Choice)
        out << "  (" << parameter.choices.join(", ").toStdString() << ")";
    else
        out << "  (yes, no)";
    out << "  " << session::parameterLabel(parameter).toStdString() << '\n';
}

std::string listText(const session::Catalogue& catalogue) {
    std::ostringstream out;
    for (const QString& family : catalogue.families()) {
        out << family.toStdString();
        if (const QString name = session::familyName(family); name.compare(family, Qt::CaseInsensitive) != 0)
            out << "  " << name.toStdString();
        out << '\n';
        for (const session::Scenario& scenario : catalogue.scenarios()) {
            if (scenario.family != family)
                continue;
            out << "  " << scenario.id.toStdString() << ": " << session::scenarioTitle(scenario).toStdString() << '\n';
            for (const Parameter& parameter : scenario.parameters)
                writeParameter(out, parameter);
            QStringList presets;
            for (const session::Preset& preset : scenario.presets)
                presets << preset.name;
            if (!presets.isEmpty())
                out << "      " << said(Cli::tr("presets: %1"), {presets.join(", ").toStdString()}) << '\n';
        }
    }
    return out.str();
}

} // namespace

int list(const List& command) {
    auto catalogue = session::Catalogue::load();
    if (!catalogue) {
        complain(catalogue.error());
        return CouldNot;
    }
    return say(command.json ? jsonText(listJson(*catalogue)) : listText(*catalogue));
}

} // namespace braid::cli
