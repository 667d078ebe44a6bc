#include "app/session/parameters_line.h"

#include "app/render/scene/plain_text.h"
#include "engine/model/text/sentence.h"
#include "engine/parameter/json.h"

#include <QCoreApplication>

#include <algorithm>

namespace braid::session {
namespace {

struct ParametersLine {
    Q_DECLARE_TR_FUNCTIONS(ParametersLine)
};

/// Moves of one parameter that are told one by one.
constexpr std::size_t MostTold = 3;

/// No scenario has as many.
constexpr qsizetype MostParameters = 60;

/// Whether `parameter` had an effect, with the values the run began with.
bool used(const Parameter& parameter, const model::Model::Pairs& values) {
    if (parameter.only.empty())
        return true;
    const auto other =
        std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == parameter.only; });
    if (other == values.end())
        return true;
    const auto& effective = parameter.onlyFor;
    return std::find(effective.begin(), effective.end(), parameter::shownJson(nullptr, other->second)) != effective.end();
}

/// " → 880 ms at 1.2 s" for each move of `name`; of many the last.
QString movesText(const model::Model& model, const std::string& name) {
    std::vector<const model::MovedParameter*> moves;
    for (const model::MovedParameter& moved : model.moved())
        if (moved.name == name)
            moves.push_back(&moved);
    QString text;
    std::size_t first = 0;
    if (moves.size() > MostTold) {
        text += QStringLiteral(" → …");
        first = moves.size() - 1;
    }
    for (std::size_t i = first; i < moves.size(); ++i)
        text += QStringLiteral(" → ") + ParametersLine::tr("%1 at %2")
                                            .arg(QString::fromStdString(parameter::formatTime(std::chrono::nanoseconds(moves[i]->value))),
                                                 QString::fromStdString(model::durationText(moves[i]->at)));
    return text;
}

} // namespace

QString parametersLine(const model::Model& model, const Scenario* scenario) {
    QStringList parts;
    for (const auto& [name, json] : model.parameters()) {
        const Parameter* parameter = scenario ? scenario->parameter(name) : nullptr;
        if (parameter && !used(*parameter, model.parameters()))
            continue;
        if (parts.size() == MostParameters) {
            parts << QStringLiteral("…");
            break;
        }
        const std::string text = name + " = " + parameter::shownJson(parameter, json);
        parts << render::plain(QString::fromStdString(text) + movesText(model, name));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace braid::session
