#pragma once

#include "engine/parameter/scenario_spec.h"
#include "engine/trace/result.h"

#include <QString>
#include <QStringList>
#include <string>
#include <utility>
#include <vector>

namespace braid::session {

using parameter::Chart;
using parameter::Preset;
using Parameter = parameter::ParameterSpec;
using Scenario = parameter::ScenarioSpec;

/// All scenarios, asked of braid-host (`braid-host --describe`): the window links no scenario code.
class Catalogue {
public:
    /// Runs the host at `hostPath` (empty: beside this program) and reads its description.
    [[nodiscard]] static Result<Catalogue> load(const QString& hostPath = {});
    /// Reads a description: the JSON object that braid-host prints. An incomplete or strange one is an error.
    [[nodiscard]] static Result<Catalogue> parse(const QByteArray& description);
    /// In the tutorial's order.
    [[nodiscard]] const std::vector<Scenario>& scenarios() const { return m_scenarios; }
    [[nodiscard]] const Scenario* find(const QString& id) const;
    /// In the tutorial's order.
    [[nodiscard]] QStringList families() const;

private:
    std::vector<Scenario> m_scenarios;
};

/// Where braid-host lies unless said otherwise: beside this program. Needs a QCoreApplication.
[[nodiscard]] QString defaultHostPath();

/// Parameters as a trace holds them (name, JSON) with their values as parameter::format() writes them. What the scenario
/// does not describe stays as it is, and so does everything where there is none.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> inUnits(std::vector<std::pair<std::string, std::string>> parameters,
                                                                       const Scenario* scenario);

} // namespace braid::session
