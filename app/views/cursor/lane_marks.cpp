#include "app/views/cursor/lane_marks.h"

#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/theme.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "engine/model/query/seek.h"

#include <QRegularExpression>

#include <algorithm>
#include <unordered_map>

namespace braid::views {
namespace {

/// "T10" for "Thread-10": beside code there is little room. Names without a number at their end stay whole.
QString shortName(const QString& name) {
    static const QRegularExpression numbered(QStringLiteral("^(\\p{L})[^0-9]{3,}([0-9]+)$"));
    const QRegularExpressionMatch match = numbered.match(name);
    return match.hasMatch() ? match.captured(1).toUpper() + match.captured(2) : name;
}

} // namespace

std::vector<LaneMark> laneMarks(RunSession& session, const QString& file, const Appearance& appearance) {
    const session::Run* run = session.run();
    std::vector<LaneMark> marks;
    if (!run || file.isEmpty())
        return marks;
    const model::Nanos time = session.view().get().cursor.value_or(run->edge());
    const render::Theme theme = appearance.dark() ? render::Theme::dark() : render::Theme::light();
    // More than that are never seen at one line; the others are counted.
    constexpr std::size_t MostNamed = 64;
    std::unordered_map<std::uint32_t, std::size_t> comeTo; ///< lanes, by line
    for (const model::LaneLine& place : linesAt(run->model(), file.toStdString(), time)) {
        if (++comeTo[place.line] > MostNamed)
            continue;
        const render::Ink ink = render::chipOf(run->model(), place.lane);
        marks.push_back({static_cast<int>(place.line), shortName(render::shownName(run->model(), run->model().lane(place.lane)->nameAt(time))), theme.color(ink), theme.textOn(ink), 0});
    }
    std::stable_sort(marks.begin(), marks.end(), [](const LaneMark& a, const LaneMark& b) { return a.line < b.line; });
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (i + 1 == marks.size() || marks[i + 1].line != marks[i].line)
            marks[i].others = comeTo[static_cast<std::uint32_t>(marks[i].line)] - std::min(comeTo[static_cast<std::uint32_t>(marks[i].line)], MostNamed);
    return marks;
}

} // namespace braid::views
