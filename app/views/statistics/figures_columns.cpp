#include "app/views/statistics/figures_columns.h"

#include "app/render/panels/share_bar.h"
#include "app/render/scene/amount_text.h"
#include "app/render/scene/bytes_text.h"
#include "app/render/scene/words.h"
#include "app/views/base/words.h"
#include "engine/model/text/sentence.h"

#include <QCoreApplication>
#include <cmath>
#include <limits>

namespace braid::views {
namespace {

using analysis::LaneStatistics;
using analysis::ObjectStatistics;
using analysis::Spread;
using analysis::Statistics;
using model::Nanos;
using model::State;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Statistics)
};

constexpr double NoNumber = std::numeric_limits<double>::quiet_NaN();

using All = std::shared_ptr<const Statistics>;

QString duration(double ns) {
    return std::isnan(ns) ? QString() : toQt(model::durationText(static_cast<Nanos>(ns)));
}
QString count(double number) { return render::amountText(std::round(number)); }
/// A column whose text is its number in some dress.
template <class Number>
FiguresColumn column(const QString& title, const QString& tip, QString (*dress)(double), Number number) {
    return {title, tip, [dress, number](std::size_t row) { return dress(number(row)); }, number};
}

/// Sum, median, 99th percentile and worst of a spread; the last one can be gone to.
template <class Of>
void addSpread(std::vector<FiguresColumn>& columns, const model::Model& model, Of of, const std::array<QString, 4>& titles,
               const std::array<QString, 4>& tips, bool withSum = true) {
    const auto number = [of](Nanos Spread::*member) {
        return [of, member](std::size_t row) {
            const Spread* spread = of(row);
            return spread && spread->count > 0 ? static_cast<double>(spread->*member) : NoNumber;
        };
    };
    if (withSum)
        columns.push_back(column(titles[0], tips[0], duration, number(&Spread::sum)));
    columns.push_back(column(titles[1], tips[1], duration, number(&Spread::median)));
    columns.push_back(column(titles[2], tips[2], duration, number(&Spread::p99)));
    FiguresColumn worst = column(titles[3], tips[3], duration, number(&Spread::worst));
    worst.event = [of](std::size_t row) {
        const Spread* spread = of(row);
        return spread ? spread->worstEvent : model::NoEvent;
    };
    worst.hint = [of, &model](std::size_t row) {
        const Spread* spread = of(row);
        if (!spread || spread->worstEvent >= model.log().size())
            return QString();
        return Words::tr("%1, at %2. Click to go there.")
            .arg(render::shownName(model, spread->worstLane), duration(static_cast<double>(model.log()[spread->worstEvent].time)));
    };
    columns.push_back(std::move(worst));
}

} // namespace

std::vector<FiguresColumn> laneColumns(const model::Model& model, std::shared_ptr<const Statistics> statistics) {
    const All all = std::move(statistics);
    const auto figures = [all](std::size_t row) -> const LaneStatistics& { return all->lanes[row]; };
    const auto inStates = [figures](std::initializer_list<State> states) {
        return [figures, wanted = std::vector<State>(states)](std::size_t row) {
            double sum = 0;
            for (const State state : wanted)
                sum += static_cast<double>(figures(row).ns[static_cast<std::size_t>(state)]);
            return sum;
        };
    };
    const auto time = [](double ns) { return ns > 0 ? duration(ns) : QString(); };
    std::vector<FiguresColumn> columns;
    columns.push_back({Words::tr("Lane"), Words::tr("A thread, process or coroutine"),
                       [&model, figures](std::size_t row) { return render::shownName(model, figures(row).lane); }});
    columns.push_back({Words::tr("Kind"), Words::tr("What kind of lane it is"),
                       [&model, figures](std::size_t row) { return render::laneKindName(model.lane(figures(row).lane)->kind); }});
    FiguresColumn shares{Words::tr("Share of each state"), Words::tr("Of the time it lived. Sorted by the share of running."),
                         [figures](std::size_t row) { return render::sharesText(figures(row).ns); },
                         [figures, running = inStates({State::Running})](std::size_t row) {
                             return figures(row).lived > 0 ? running(row) / static_cast<double>(figures(row).lived) : NoNumber;
                         }};
    shares.shares = [figures](std::size_t row) { return &figures(row).ns; };
    shares.hint = shares.text;
    columns.push_back(std::move(shares));
    const auto state = [&](const QString& title, const QString& tip, std::initializer_list<State> states) {
        columns.push_back(column(title, tip, time, inStates(states)));
    };
    state(Words::tr("Running"), Words::tr("Time in which it did something"), {State::Running});
    state(Words::tr("Ready"), Words::tr("Time in which it could run and did not: it was not its turn, or no processor was free"), {State::Ready});
    state(Words::tr("Paused"), Words::tr("Time in which a pause or slow motion kept it from its next operation while others went on"), {State::Paused});
    state(Words::tr("Blocked"), Words::tr("Time blocked on locks and semaphores"), {State::Blocked});
    state(Words::tr("Waiting"), Words::tr("Time waiting for conditions, events, queues, barriers and joins"), {State::Waiting});
    state(Words::tr("Idle"), Words::tr("Time in which a worker waited for its next piece of work"), {State::Idle});
    state(Words::tr("Sleeping"), Words::tr("Time asleep by its own wish"), {State::Sleeping});
    state(Words::tr("I/O"), Words::tr("Time in system calls: waiting for data and copying it"), {State::IoWait, State::IoCopy});
    state(Words::tr("Suspended"), Words::tr("Time in which the coroutine had given the thread back"), {State::Suspended});
    columns.push_back(column(Words::tr("Changes"), Words::tr("How often it changed from one state to another"), count,
                             [figures](std::size_t row) { return static_cast<double>(figures(row).allStretches()); }));
    columns.push_back(column(Words::tr("Waits"), Words::tr("How often it was blocked or waited"), count,
                             [figures](std::size_t row) { return static_cast<double>(figures(row).waits.count); }));
    addSpread(
        columns, model, [figures](std::size_t row) { return &figures(row).waits; },
        {QString(), Words::tr("Wait, median"), Words::tr("Wait, 99 %"), Words::tr("Longest wait")},
        {QString(), Words::tr("Half of its waits were shorter"), Words::tr("99 of 100 of its waits were not longer"),
         Words::tr("A click on it goes to that moment")},
        false);
    columns.push_back(column(Words::tr("Events"), Words::tr("How many events it wrote"), count,
                             [figures](std::size_t row) { return static_cast<double>(figures(row).events); }));
    return columns;
}

std::vector<FiguresColumn> objectColumns(const model::Model& model, std::shared_ptr<const Statistics> statistics) {
    const All all = std::move(statistics);
    const auto figures = [all](std::size_t row) -> const ObjectStatistics& { return all->objects[row]; };
    std::vector<FiguresColumn> columns;
    columns.push_back({Words::tr("Object"), Words::tr("A lock, queue or other thing that lanes meet at"),
                       [&model, figures](std::size_t row) { return render::shownName(model, figures(row).object); }});
    columns.push_back({Words::tr("Kind"), Words::tr("What kind of object it is"), [&model, figures](std::size_t row) {
                           return render::objectKindName(*model.object(figures(row).object));
                       }});
    columns.push_back(column(Words::tr("Taken"), Words::tr("How often it was taken, passed or got from"), count,
                             [figures](std::size_t row) { return static_cast<double>(figures(row).acquisitions); }));
    const auto percent = [](double share) {
        return std::isnan(share) ? QString() : QStringLiteral("%1 %").arg(share * 100, 0, 'f', share > 0 && share < 0.1 ? 1 : 0);
    };
    FiguresColumn contention =
        column(Words::tr("Contention"), Words::tr("Share of them that had to wait first"), percent, [figures](std::size_t row) {
            return figures(row).acquisitions > 0 ? figures(row).contention() : NoNumber;
        });
    contention.hint = [figures](std::size_t row) {
        return Words::tr("%1 of %2 had to wait").arg(figures(row).contended).arg(figures(row).acquisitions);
    };
    columns.push_back(std::move(contention));
    addSpread(columns, model, [figures](std::size_t row) { return &figures(row).waits; },
              {Words::tr("Waited"), Words::tr("Wait, median"), Words::tr("Wait, 99 %"), Words::tr("Longest wait")},
              {Words::tr("By all lanes together; what still waits counts up to now"), Words::tr("Half of the waits were shorter"),
               Words::tr("99 of 100 waits were not longer"), Words::tr("A click on it goes to that moment")});
    addSpread(columns, model, [figures](std::size_t row) { return &figures(row).holds; },
              {Words::tr("Held"), Words::tr("Hold, median"), Words::tr("Hold, 99 %"), Words::tr("Longest hold")},
              {Words::tr("By all lanes together; what is still held counts up to now"), Words::tr("Half of the holdings were shorter"),
               Words::tr("99 of 100 holdings were not longer"), Words::tr("A click on it goes to that moment")});
    FiguresColumn fair = column(
        Words::tr("Fairness"),
        Words::tr("Jain's index over the lanes that took it or waited for it, by how often they took it: 1 = all the same, "
                  "1/n = one of n had it all"),
        [](double index) { return std::isnan(index) ? QString() : QString::number(index, 'f', 2); },
        [figures](std::size_t row) { return figures(row).fairOften.value_or(NoNumber); });
    fair.hint = [figures](std::size_t row) {
        const ObjectStatistics& object = figures(row);
        QString text = Words::tr("%1 lanes").arg(object.lanes);
        if (object.fairLong)
            text += QStringLiteral(" · ") + Words::tr("by how long they held it: %1").arg(*object.fairLong, 0, 'f', 2);
        return text;
    };
    columns.push_back(std::move(fair));
    columns.push_back(column(
        Words::tr("Items/s"), Words::tr("Items got from the queue in a second"),
        [](double rate) { return render::amountText(rate); },
        [all, figures](std::size_t row) { return figures(row).flow ? all->perSecond(figures(row).flow->gets) : NoNumber; }));
    columns.push_back(column(
        Words::tr("Depth, mean"), Words::tr("Items in it, permits taken, readers: over time"),
        [](double depth) { return depth > 0 ? render::amountText(depth) : QString(); },
        [figures](std::size_t row) { return figures(row).meanDepth; }));
    columns.push_back(column(
        Words::tr("Depth, most"), Words::tr("The most items in it, permits taken, readers at once"),
        [](double depth) { return depth > 0 ? count(depth) : QString(); },
        [figures](std::size_t row) { return static_cast<double>(figures(row).maxDepth); }));
    addSpread(
        columns, model,
        [figures](std::size_t row) { return figures(row).flow ? &figures(row).flow->residence : nullptr; },
        {QString(), Words::tr("In queue, median"), Words::tr("In queue, 99 %"), Words::tr("Longest in queue")},
        {QString(), Words::tr("Half of the items were in it for less time"),
         Words::tr("99 of 100 items were not in it longer"), Words::tr("A click on it goes to that moment")},
        false);
    columns.push_back(column(Words::tr("Calls"), Words::tr("System calls on the descriptor"), count, [figures](std::size_t row) {
        return figures(row).calls ? static_cast<double>(figures(row).calls->calls) : NoNumber;
    }));
    columns.push_back(column(Words::tr("Bytes in"), Words::tr("Received, or put into the pipe or queue"), render::bytesText,
                             [figures](std::size_t row) {
                                 if (const auto& calls = figures(row).calls)
                                     return static_cast<double>(calls->received);
                                 const auto& flow = figures(row).flow;
                                 return flow && flow->bytesPut > 0 ? static_cast<double>(flow->bytesPut) : NoNumber;
                             }));
    columns.push_back(column(Words::tr("Bytes out"), Words::tr("Sent, or got from the pipe or queue"), render::bytesText,
                             [figures](std::size_t row) {
                                 if (const auto& calls = figures(row).calls)
                                     return static_cast<double>(calls->sent);
                                 const auto& flow = figures(row).flow;
                                 return flow && flow->bytesGot > 0 ? static_cast<double>(flow->bytesGot) : NoNumber;
                             }));
    return columns;
}

std::vector<FiguresColumn> contentionColumns(const model::Model& model, std::shared_ptr<const Statistics> statistics) {
    const All all = std::move(statistics);
    const auto figures = [all](std::size_t row) -> const analysis::ContendedPlace& { return all->contention[row]; };
    const auto place = [&model](SiteId id) {
        const model::Site* site = model.site(id);
        return site ? toQt(model::shortPlaceText(*site)) : QString();
    };
    std::vector<FiguresColumn> columns;
    columns.push_back({Words::tr("Object"), Words::tr("A lock, queue or other thing that lanes meet at"),
                       [&model, figures](std::size_t row) { return toQt(model.name(figures(row).object)); }});
    columns.push_back({Words::tr("Waits at"), Words::tr("The line that waits for it"), [figures, place](std::size_t row) { return place(figures(row).waitSite); }});
    columns.push_back({Words::tr("Behind"), Words::tr("The line at which the one who had it then had taken it"),
                       [figures, place](std::size_t row) { return place(figures(row).heldSite); }});
    columns.push_back(column(Words::tr("Waits"), Words::tr("How often; those in vain and those still open included"), count,
                             [figures](std::size_t row) { return static_cast<double>(figures(row).waits); }));
    columns.push_back(column(Words::tr("Waited"), Words::tr("By all lanes together; what still waits counts up to now"), duration,
                             [figures](std::size_t row) { return static_cast<double>(figures(row).total); }));
    FiguresColumn worst = column(Words::tr("Longest wait"), Words::tr("A click on it goes to that moment"), duration,
                                 [figures](std::size_t row) { return static_cast<double>(figures(row).worst); });
    worst.event = [figures](std::size_t row) { return figures(row).worstEvent; };
    worst.hint = [figures, &model](std::size_t row) { return toQt(model.name(figures(row).worstLane)); };
    columns.push_back(std::move(worst));
    FiguresColumn again = column(
        Words::tr("Taken again"), Words::tr("How often the one that had just given it back took it again while another one went on waiting"),
        [](double times) { return times > 0 ? count(times) : QString(); },
        [figures](std::size_t row) { return static_cast<double>(figures(row).takenAgain); });
    again.hint = [figures, &model](std::size_t row) {
        return figures(row).takenAgain > 0 ? Words::tr("the last time by %1").arg(toQt(model.name(figures(row).takenAgainBy))) : QString();
    };
    columns.push_back(std::move(again));
    return columns;
}

} // namespace braid::views
