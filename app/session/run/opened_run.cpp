#include "app/session/run/opened_run.h"

#include <QFileInfo>

namespace braid::session {

OpenedRun::OpenedRun(QString path, trace::Reader reader) : Run(std::move(reader)), m_path(std::move(path)) {
    following().decoder().assumeOver();
}

bool OpenedRun::pull(std::chrono::microseconds budget) {
    if (state() == State::Over)
        return false;
    bool grew = false;
    const bool drained = following().drain(Following::Clock::now() + budget, grew);
    announce(grew, drained);
    if (drained) {
        following().conclude(following().reading().outcome);
        announceEnd();
    }
    return grew;
}

QString OpenedRun::title() const {
    const QString noted = info("title");
    return noted.isEmpty() ? QFileInfo(m_path).fileName() : noted;
}

QString OpenedRun::scenarioId() const { return info("scenario"); }

Status OpenedRun::saveAs(const QString& path) const {
    if (auto target = checkTarget(path); !target)
        return target;
    return following().decoder().saveAs(path.toStdString());
}

} // namespace braid::session
