#include "app/session/catalogue.h"

#include "engine/parameter/json.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>

namespace braid::session {

Result<Catalogue> Catalogue::parse(const QByteArray& description) {
    auto scenarios = parameter::readDescription({description.data(), static_cast<std::size_t>(description.size())});
    if (!scenarios)
        return scenarios.error();
    Catalogue catalogue;
    catalogue.m_scenarios = std::move(*scenarios);
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
    const auto it = std::find_if(m_scenarios.begin(), m_scenarios.end(), [id = id.toStdString()](const Scenario& s) { return s.id == id; });
    return it == m_scenarios.end() ? nullptr : &*it;
}

QStringList Catalogue::families() const {
    QStringList families;
    for (const Scenario& scenario : m_scenarios)
        if (const QString family = QString::fromStdString(scenario.family); !families.contains(family))
            families << family;
    return families;
}

QString defaultHostPath() {
    return QCoreApplication::applicationDirPath() + "/braid-host";
}

std::vector<std::pair<std::string, std::string>> inUnits(std::vector<std::pair<std::string, std::string>> parameters,
                                                         const Scenario* scenario) {
    if (scenario == nullptr)
        return parameters;
    for (auto& [name, json] : parameters)
        if (const Parameter* parameter = scenario->parameter(name))
            if (const auto value = parameter::valueFromJson(*parameter, json))
                json = parameter::format(*parameter, *value);
    return parameters;
}

} // namespace braid::session
