#pragma once

#include "engine/trace/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <chrono>
#include <vector>

namespace braid::session {

/// One parameter of a scenario as braid-host describes it.
struct Parameter {
    enum class Kind { Integer, Real, Time, Choice, Flag };
    QString name;  ///< as in --set
    QString label; ///< English, translated by context "parameter"
    Kind kind = Kind::Integer;
    QString unit;              ///< "", "ms" … ; Time values are always nanoseconds
    QVariant defaultValue;     ///< qlonglong, double, qlonglong (ns), QString, bool
    double minimum = 0;        ///< Time: ns
    double maximum = 0;
    QStringList choices;       ///< for Choice
    bool live = false;         ///< can be moved while the run goes on
    int liveIndex = -1;        ///< its place in ControlPage::live
    QString only;              ///< it has an effect only where this other parameter, a Choice …
    QStringList onlyFor;       ///< … has one of these values; empty: always
};

struct Preset {
    QString name;
    QVariantMap values; ///< by parameter name, only those that differ from the default
    QStringList expects; ///< what it ends in, where that differs from the scenario's `expects`; else empty
};

/// A result that is worth a bar chart: an object of numbers, or of such objects.
struct Chart {
    QString key;   ///< of the result
    QString label; ///< English, translated by context "scenario"
    QString unit;  ///< may be empty
};

struct Scenario {
    QString id;     ///< "counter-race"
    QString family; ///< "threads", "locks" …
    QString title;  ///< English, translated by context "scenario"
    QString source; ///< path from the project's root; the text is in the resource ":/source/<path>"
    std::vector<Parameter> parameters;
    std::vector<Preset> presets; ///< the first one is "tutorial"
    QStringList expects;         ///< names of outcomes and findings
    std::vector<Chart> charts;

    /// By name; nullptr where there is none.
    [[nodiscard]] const Parameter* parameter(const QString& name) const;
    [[nodiscard]] const Preset* preset(const QString& name) const;
};

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

/// Where braid-host lies when nobody says otherwise: beside this program. Needs a QCoreApplication.
[[nodiscard]] QString defaultHostPath();

/// Reads a time that a person wrote: "250ms", "2 s", "1.5s", "80us", "3min"; a bare number counts `bareUnit`s.
[[nodiscard]] Result<std::chrono::nanoseconds> parseTime(const QString& text, std::chrono::nanoseconds bareUnit =
                                                                                  std::chrono::milliseconds(1));
/// "100 ms", "1.5 s", "0 ms": exact, in the largest fitting unit; parseTime reads it back.
[[nodiscard]] QString timeText(std::chrono::nanoseconds time);

/// Reads what a person wrote for `parameter`: "100", "100ms", "2s", "yes", "order". A bare number is ms for a Time.
/// The error is one sentence that names the parameter and its range or choices.
[[nodiscard]] Result<QVariant> parseValue(const Parameter& parameter, const QString& text);
/// "100 ms", "2 s", "yes", "12", "64 B". parseValue reads it back.
[[nodiscard]] QString valueText(const Parameter& parameter, const QVariant& value);
/// A value as a trace holds it: JSON. Invalid where it is none.
[[nodiscard]] QVariant jsonValue(const std::string& json);
/// Parameters as a trace holds them (name, JSON) with their values as valueText() says them. What the scenario does not
/// describe stays as it is, and so does everything where there is none.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> inUnits(std::vector<std::pair<std::string, std::string>> parameters,
                                                                       const Scenario* scenario);

} // namespace braid::session
