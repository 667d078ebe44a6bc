#include "app/cli/commands.h"
#include "engine/export/csv.h"

#include <QSaveFile>

#include <sstream>

namespace braid::cli {

int writeTable(const session::Run& run, const Report& words) {
    const model::Model& model = run.model();
    std::ostringstream text;
    if (words.table == "events")
        csv::writeEvents(text, model);
    else if (words.table == "objects")
        csv::writeObjects(text, model, analysis::statistics(model, run.edge()));
    else
        csv::writeLanes(text, model, analysis::statistics(model, run.edge()));
    const std::string bytes = text.str();
    const auto size = static_cast<qint64>(bytes.size());
    // Whole or not at all.
    QSaveFile file(QString::fromStdString(words.tableOut));
    file.setDirectWriteFallback(true); // /dev/stdout
    if (file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size && file.commit())
        return Ran;
    complain("cannot write the table to " + words.tableOut + ": " + file.errorString().toStdString());
    return CouldNot;
}

} // namespace braid::cli
