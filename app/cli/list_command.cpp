#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/text.h"
#include "app/session/catalogue.h"
#include "app/session/words.h"
#include "engine/parameter/json.h"

#include <nlohmann/json.hpp>

#include <sstream>
#include <utility>

namespace braid::cli {
namespace {

using session::Parameter;

nlohmann::ordered_json listJson(const session::Catalogue& catalogue) {
    auto all = nlohmann::ordered_json::object({{"families", nlohmann::ordered_json::array()}});
    for (const QString& family : catalogue.families())
        all["families"].push_back(family.toStdString());
    all.update(nlohmann::ordered_json::parse(parameter::descriptionJson(catalogue.scenarios())));
    return all;
}

void writeParameter(std::ostream& out, const Parameter& parameter) {
    out << "      " << parameter.name << " = " << parameter::format(parameter, parameter.defaultValue);
    if (parameter.hasRange()) {
        const auto [least, most] = parameter::formatRange(parameter);
        out << "  (" << said(Cli::tr("%1 to %2"), {least, most}) << ")";
    } else if (parameter.kind == Parameter::Kind::Choice) {
        const char* between = "  (";
        for (const std::string& choice : parameter.choices)
            out << std::exchange(between, ", ") << choice;
        out << ")";
    } else {
        out << "  (yes, no)";
    }
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
            if (scenario.family != family.toStdString())
                continue;
            out << "  " << scenario.id << ": " << session::scenarioTitle(scenario).toStdString() << '\n';
            for (const Parameter& parameter : scenario.parameters)
                writeParameter(out, parameter);
            QStringList presets;
            for (const session::Preset& preset : scenario.presets)
                presets << QString::fromStdString(preset.name);
            if (!presets.isEmpty())
                out << "      " << said(Cli::tr("presets: %1"), {presets.join(", ").toStdString()}) << '\n';
        }
    }
    return out.str();
}

} // namespace

int list(const List& command) {
    auto catalogue = session::Catalogue::load();
    if (!catalogue)
        return refuse(catalogue.error(), CouldNot);
    return say(command.json ? jsonText(listJson(*catalogue)) : listText(*catalogue));
}

} // namespace braid::cli
