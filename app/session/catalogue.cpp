#include "app/session/catalogue.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <algorithm>
#include <optional>

namespace braid::session {
namespace {

Error strange(const QString& what) {
    return {"cannot read the catalogue", "", what.toStdString() + " (is braid-host of the same version as braid?)"};
}

std::optional<Parameter::Kind> kindOf(const QString& text) {
    if (text == "integer")
        return Parameter::Kind::Integer;
    if (text == "real")
        return Parameter::Kind::Real;
    if (text == "time")
        return Parameter::Kind::Time;
    if (text == "choice")
        return Parameter::Kind::Choice;
    if (text == "flag")
        return Parameter::Kind::Flag;
    return std::nullopt;
}

QVariant valueOf(Parameter::Kind kind, const QJsonValue& value) {
    switch (kind) {
    case Parameter::Kind::Integer:
    case Parameter::Kind::Time:
        return QVariant(static_cast<qlonglong>(value.toInteger()));
    case Parameter::Kind::Real:
        return QVariant(value.toDouble());
    case Parameter::Kind::Choice:
        return QVariant(value.toString());
    case Parameter::Kind::Flag:
        return QVariant(value.toBool());
    }
    return {};
}

QStringList stringsOf(const QJsonValue& value) {
    QStringList strings;
    for (const QJsonValue& element : value.toArray())
        strings << element.toString();
    return strings;
}

Result<Parameter> parameterOf(const QJsonObject& object) {
    Parameter parameter;
    parameter.name = object["name"].toString();
    if (parameter.name.isEmpty())
        return strange("a parameter has no name");
    parameter.label = object["label"].toString(parameter.name);
    const auto kind = kindOf(object["kind"].toString());
    if (!kind)
        return strange("the parameter " + parameter.name + " has the unknown kind \"" + object["kind"].toString() + "\"");
    parameter.kind = *kind;
    parameter.unit = object["unit"].toString();
    parameter.defaultValue = valueOf(*kind, object["default"]);
    parameter.minimum = object["min"].toDouble();
    parameter.maximum = object["max"].toDouble();
    parameter.choices = stringsOf(object["choices"]);
    parameter.live = object["live"].toBool();
    parameter.only = object["only"].toString();
    parameter.onlyFor = stringsOf(object["only_for"]);
    parameter.liveIndex = object["live_index"].toInt(-1);
    return parameter;
}

Result<Preset> presetOf(const Scenario& scenario, const QJsonObject& object) {
    Preset preset;
    preset.name = object["name"].toString();
    preset.expects = stringsOf(object["expects"]);
    const QJsonObject values = object["values"].toObject();
    for (auto it = values.begin(); it != values.end(); ++it) {
        const Parameter* parameter = scenario.parameter(it.key());
        if (!parameter)
            return strange("the preset " + preset.name + " of " + scenario.id + " sets the unknown parameter " + it.key());
        preset.values.insert(it.key(), valueOf(parameter->kind, it.value()));
    }
    return preset;
}

Result<Scenario> scenarioOf(const QJsonObject& object) {
    Scenario scenario;
    scenario.id = object["id"].toString();
    if (scenario.id.isEmpty())
        return strange("a scenario has no id");
    scenario.family = object["family"].toString();
    scenario.title = object["title"].toString(scenario.id);
    scenario.source = object["source"].toString();
    scenario.expects = stringsOf(object["expects"]);
    for (const QJsonValue& element : object["parameters"].toArray()) {
        auto parameter = parameterOf(element.toObject());
        if (!parameter)
            return parameter.error();
        scenario.parameters.push_back(std::move(*parameter));
    }
    for (const QJsonValue& element : object["presets"].toArray()) {
        auto preset = presetOf(scenario, element.toObject());
        if (!preset)
            return preset.error();
        scenario.presets.push_back(std::move(*preset));
    }
    for (const QJsonValue& element : object["charts"].toArray()) {
        const QJsonObject chart = element.toObject();
        const QString key = chart["key"].toString();
        if (key.isEmpty())
            return strange("a chart of " + scenario.id + " names no result");
        scenario.charts.push_back({key, chart["label"].toString(key), chart["unit"].toString()});
    }
    return scenario;
}

} // namespace

const Parameter* Scenario::parameter(const QString& name) const {
    const auto it = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.name == name; });
    return it == parameters.end() ? nullptr : &*it;
}

const Preset* Scenario::preset(const QString& name) const {
    const auto it = std::find_if(presets.begin(), presets.end(), [&](const Preset& p) { return p.name == name; });
    return it == presets.end() ? nullptr : &*it;
}

Result<Catalogue> Catalogue::parse(const QByteArray& description) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(description, &error);
    if (document.isNull())
        return strange("braid-host's description is no JSON: " + error.errorString());
    if (!document.object()["scenarios"].isArray())
        return strange("braid-host's description names no scenarios");
    Catalogue catalogue;
    for (const QJsonValue& element : document.object()["scenarios"].toArray()) {
        auto scenario = scenarioOf(element.toObject());
        if (!scenario)
            return scenario.error();
        catalogue.m_scenarios.push_back(std::move(*scenario));
    }
    return catalogue;
}

Result<Catalogue> Catalogue::load(const QString& hostPath) {
    const QString program = hostPath.isEmpty() ? defaultHostPath() : hostPath;
    const auto cannot = [&](const QString& why) {
        return Error{"cannot ask for the scenarios", program.toStdString(), why.toStdString()};
    };
    QProcess host;
    host.setStandardInputFile(QProcess::nullDevice());
    host.start(program, {"--describe"}, QIODevice::ReadOnly);
    constexpr int patienceMs = 10'000;
    if (!host.waitForStarted(patienceMs))
        return cannot(host.errorString());
    if (!host.waitForFinished(patienceMs)) {
        host.kill();
        host.waitForFinished();
        return cannot("it gave no answer within 10 s");
    }
    if (host.exitStatus() != QProcess::NormalExit || host.exitCode() != 0) {
        const QString said = QString::fromUtf8(host.readAllStandardError()).trimmed();
        return cannot(said.isEmpty() ? QString("it ended with an error") : said);
    }
    return parse(host.readAllStandardOutput());
}

const Scenario* Catalogue::find(const QString& id) const {
    const auto it = std::find_if(m_scenarios.begin(), m_scenarios.end(), [&](const Scenario& s) { return s.id == id; });
    return it == m_scenarios.end() ? nullptr : &*it;
}

QStringList Catalogue::families() const {
    QStringList families;
    for (const Scenario& scenario : m_scenarios)
        if (!families.contains(scenario.family))
            families << scenario.family;
    return families;
}

QString defaultHostPath() {
    return QCoreApplication::applicationDirPath() + "/braid-host";
}

} // namespace braid::session
