#include "app/session/moment.h"

#include "app/render/scene/plain_text.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "app/session/words.h"
#include "engine/analysis/findings/story.h"

#include <QCoreApplication>

#include <algorithm>
#include <sys/mman.h>
#include <unistd.h>

namespace braid::session {
namespace {

struct Moments {
    Q_DECLARE_TR_FUNCTIONS(Moment)
};

bool standsStill(const analysis::Finding& finding) { return finding.cause != analysis::StuckCause::None; }

Result<std::unique_ptr<Run>> readBack(const trace::Builder& moment, trace::Outcome outcome) {
    const int file = ::memfd_create("braid-attach", MFD_CLOEXEC);
    const std::vector<std::byte> bytes = moment.bytes(outcome);
    std::size_t written = 0;
    while (file >= 0 && written < bytes.size()) {
        const ssize_t more = ::write(file, bytes.data() + written, bytes.size() - written);
        if (more <= 0)
            break;
        written += static_cast<std::size_t>(more);
    }
    if (written < bytes.size()) {
        const Error error = systemError("cannot create the trace", "");
        if (file >= 0)
            ::close(file);
        return error;
    }
    auto run = Run::open(QStringLiteral("/proc/self/fd/%1").arg(file));
    ::close(file);
    if (run)
        while ((*run)->state() != Run::State::Over)
            (*run)->pull(std::chrono::seconds(1));
    return run;
}

} // namespace

bool Moment::stuck() const {
    const auto& all = run->findings().all();
    return std::any_of(all.begin(), all.end(), standsStill);
}

Result<Moment> momentOf(const attach::Snapshot& seen) {
    attach::Told told = attach::tell(seen);
    Moment moment;
    auto run = readBack(told.trace, trace::Outcome::Stopped);
    if (!run)
        return run.error();
    moment.run = std::move(*run);
    if (moment.stuck()) {
        run = readBack(told.trace, moment.run->findings().standstillOutcome());
        if (!run)
            return run.error();
        moment.run = std::move(*run);
    }
    const attach::SeenProcess& process = *seen.processes.front();
    moment.title = QStringLiteral("%1 %2").arg(render::textOf(process.name)).arg(process.pid);
    moment.threads = std::move(told.threads);
    return moment;
}

QString threadLine(const model::Model& model, const attach::ToldThread& thread) {
    const model::Lane& lane = *model.lane(thread.lane);
    QString line = render::textOf(model.name(thread.lane));
    if (lane.intervals().empty())
        return line;
    const model::Interval now = lane.intervals().back();
    line += QStringLiteral(": ") + render::stateName(now.state);
    return now.object ? line + QStringLiteral(", ") + render::textOf(model.name(now.object)) : line;
}

QString placeOf(const attach::StackLine& line) {
    if (!line.file.empty())
        return render::textOf(line.file + ":" + std::to_string(line.line));
    if (line.module.empty())
        return {};
    return render::textOf(line.module.substr(line.module.rfind('/') + 1)) + QStringLiteral("+0x") + QString::number(line.offset, 16);
}

QStringList limitsOf(const analysis::Findings& findings) {
    bool owner = false, giver = false;
    for (const analysis::Finding& finding : findings.all())
        for (const auto* edges : {&finding.cycle, &finding.waits})
            for (const analysis::CycleEdge& edge : *edges) {
                owner = owner || (edge.need == analysis::Need::Release && edge.heldBy && !edge.heldSite);
                giver = giver || (!edge.heldBy && edge.need != analysis::Need::Release);
            }
    QStringList limits;
    if (owner)
        limits << Moments::tr("Where a lock was taken cannot be seen from outside; below stands where its owner is now.");
    if (giver)
        limits << Moments::tr("Who would have to give it, and whether it was given before anyone waited, cannot be seen from outside.");
    return limits;
}

QString nothingStuckText() { return Moments::tr("nothing in it is known to be stuck"); }
QString interruptedText() { return Moments::tr("— a signal came here —"); }

QString textOf(const Moment& moment) {
    QStringList lines{QStringLiteral("%1: %2").arg(moment.title, moment.stuck() ? outcomeWord(moment.run->model()) : nothingStuckText()), QString()};
    for (const analysis::Finding& finding : moment.run->findings().all())
        lines << render::translated(analysis::headlineOf(moment.run->model(), finding));
    lines << limitsOf(moment.run->findings());
    for (const attach::ToldThread& thread : moment.threads) {
        lines << QString() << threadLine(moment.run->model(), thread);
        for (const attach::StackLine& line : thread.stack) {
            if (line.interrupted)
                lines << QStringLiteral("    ") + interruptedText();
            lines << QStringLiteral("    %1  %2").arg(line.function.empty() ? QStringLiteral("?") : render::textOf(line.function), placeOf(line));
        }
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace braid::session
