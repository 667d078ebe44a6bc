#include "app/cli/commands.h"
#include "app/render/picture/whole_file.h"
#include "engine/export/csv.h"

#include <sstream>

namespace braid::cli {

int writeTable(const session::Run& run, const Report& words) {
    const model::Model& model = run.model();
    std::ostringstream text;
    if (words.table == "events")
        csv::writeEvents(text, model);
    else if (words.table == "contention")
        csv::writeContention(text, model, analysis::contention(model, run.edge()));
    else if (words.table == "objects")
        csv::writeObjects(text, model, analysis::statistics(model, run.edge()));
    else
        csv::writeLanes(text, model, analysis::statistics(model, run.edge()));
    const Status written = render::writeWhole(QString::fromStdString(words.tableOut), text.str());
    if (written)
        return Ran;
    printError(written.error());
    return CouldNot;
}

} // namespace braid::cli
