#include "app/views/record/process_table.h"

#include "app/views/base/words.h"

#include <utility>

namespace braid::views {
namespace {

struct Processes {
    Q_DECLARE_TR_FUNCTIONS(Processes)
};

QString ageText(std::chrono::seconds age) {
    const auto seconds = age.count();
    if (seconds < 60)
        return Processes::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Processes::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return Processes::tr("%1 h").arg(seconds / 3600);
    return Processes::tr("%1 days").arg(seconds / 86400);
}

QString doingText(const session::ListedProcess& process) {
    if (process.stopped)
        return Processes::tr("is stopped");
    if (process.running == 0)
        return Processes::tr("waits");
    return process.threads == 1 ? Processes::tr("runs") : Processes::tr("%1 of %2 run").arg(process.running).arg(process.threads);
}

/// Without the folder of the program: the column is narrow.
QString shortCommand(const QString& command) {
    const qsizetype end = command.indexOf(' ');
    return command.mid(command.lastIndexOf('/', end < 0 ? -1 : end) + 1);
}

} // namespace

void ProcessTable::set(std::vector<session::ListedProcess> processes) {
    beginResetModel();
    m_processes = std::move(processes);
    endResetModel();
}

int ProcessTable::rowOf(int pid) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row).pid == pid)
            return row;
    return -1;
}

QVariant ProcessTable::data(const QModelIndex& index, int role) const {
    const session::ListedProcess& process = at(index.row());
    const bool number = index.column() == Number || index.column() == Threads || index.column() == Age;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && index.column() == Name)
        return plainTip(process.name);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Number:
        return process.pid;
    case Name:
        return role == SortRole ? process.name : shortCommand(process.name);
    case User:
        return process.user;
    case Threads:
        return process.threads;
    case Age:
        return role == SortRole ? QVariant(static_cast<qlonglong>(process.age.count())) : QVariant(ageText(process.age));
    default:
        return role == SortRole ? QVariant(process.running) : QVariant(doingText(process));
    }
}

QVariant ProcessTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return Processes::tr("Process");
    case Name:
        return Processes::tr("Command");
    case User:
        return Processes::tr("User");
    case Threads:
        return Processes::tr("Threads");
    case Age:
        return Processes::tr("For");
    default:
        return Processes::tr("Does");
    }
}

} // namespace braid::views
