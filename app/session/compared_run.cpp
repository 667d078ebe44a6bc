#include "app/session/compared_run.h"

#include "app/render/scene/translate.h"
#include "app/session/parameters_line.h"
#include "app/session/verdict.h"
#include "app/session/words.h"

namespace braid::session {

render::ComparedRun comparedRun(const Run& run, const Scenario* scenario) {
    const auto verdict = verdictOf(run, scenario);
    return {&run.model(), &run.findings(), run.edge(), runTitle(run), verdict ? verdict->line() : QString(), parametersLine(run.model(), scenario)};
}

QStringList listedDifferences(const std::vector<analysis::Difference>& differences) {
    QStringList listed, ofParameters;
    for (const analysis::Difference& difference : differences)
        (difference.subject == analysis::Subject::Parameter ? ofParameters : listed) << render::translated(difference.sentence);
    return listed + ofParameters;
}

} // namespace braid::session
