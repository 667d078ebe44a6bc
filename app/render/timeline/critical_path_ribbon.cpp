#include "app/render/timeline/critical_path_ribbon.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/labels.h"
#include "app/render/timeline/row_finder.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

namespace braid::render {

namespace {

using analysis::PathPiece;
using model::Nanos;

/// Of the pieces that begin in one pixel column so many are looked at; the path of a long run may have millions.
constexpr int MostInColumn = 8;
constexpr double Thickness = 3;

/// The stretches of one row that the path covers, from left to right, merged where they meet.
using Covered = std::vector<std::pair<double, double>>;

void cover(Covered& covered, double left, double right) {
    if (!covered.empty() && left <= covered.back().second + 1)
        covered.back().second = std::max(covered.back().second, right);
    else
        covered.emplace_back(left, right);
}

} // namespace

void layoutCriticalPathRibbon(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, bool dimmed,
                              Layer& dim, Layer& front) {
    if (!frame.state.criticalPath || places.empty())
        return;
    const auto& pieces = frame.state.criticalPath->pieces;
    const QRectF& area = frame.geometry.lanes;
    const Columns columns(frame);
    const RowFinder finder(frame, rows, places);
    std::unordered_map<double, Covered> coveredAt; // by the row's top: several lanes may share a folded one
    const auto threadY = [](const RowParts& row) { return std::round(row.rect.top()) + 1 + Thickness / 2; };

    auto piece = std::partition_point(pieces.begin(), pieces.end(), [&](const PathPiece& p) { return p.end <= columns.from; });
    std::optional<QPointF> before; // where the thread left the piece before
    if (piece != pieces.begin())
        if (const auto row = finder.partsOf((piece - 1)->lane))
            before = QPointF(frame.x((piece - 1)->end), threadY(*row));
    int column = -1, inColumn = 0;
    while (piece != pieces.end() && piece->begin < columns.to) {
        const int here = static_cast<int>(columns.pixel(piece->begin));
        inColumn = here == column ? inColumn + 1 : 0;
        column = here;
        if (inColumn >= MostInColumn) {
            const Nanos next = columns.time(column + 1);
            piece = std::partition_point(piece + 1, pieces.end(), [next](const PathPiece& p) { return p.end <= next; });
            continue;
        }
        const auto row = finder.partsOf(piece->lane);
        if (row) {
            const double left = std::max(frame.x(piece->begin), area.left());
            const double right = std::min(std::max(frame.x(piece->end), left + 1), area.right());
            const double y = threadY(*row);
            const Tag tag{What::Bar, piece->lane, piece->object, piece->event, -1, 1};
            addClipped(front, {QRectF(left, y - Thickness / 2, right - left, Thickness), Role::CriticalPath, Form::Solid, false, 0, 1, Role::Transparent, tag},
                       area);
            cover(coveredAt[row->whole.top()], left, right);
            const double x = std::clamp(frame.x(piece->begin), area.left(), area.right());
            if (before && before->y() != y && frame.x(piece->begin) >= area.left()) {
                Line joint;
                joint.points[0] = QPointF(std::clamp(before->x(), area.left(), area.right()), std::clamp(before->y(), area.top(), area.bottom()));
                joint.points[1] = QPointF(x, std::clamp(y, area.top(), area.bottom()));
                if (std::abs(joint.points[0].x() - x) < 2) // upright to the eye
                    joint.points[0].setX(x);
                joint.ink = Role::CriticalPath;
                joint.width = 2;
                joint.cap = area.contains(QPointF(x, y)) ? Cap::Dot : Cap::None;
                joint.tag = tag;
                if (piece->cause != model::NoEvent) // clicked, it says who handed over
                    joint.tag = {What::Arrow, piece->lane, piece->object, piece->event, -1, 1};
                front.lines.push_back(joint);
            }
            before = QPointF(frame.x(piece->end), y);
        }
        ++piece;
    }
    if (!dimmed)
        return;
    for (const RowPlace& place : places) {
        double left = area.left();
        const auto add = [&](double to) {
            if (to - left > 1)
                addClipped(dim, {QRectF(left, place.whole.top(), to - left, place.whole.height()), Role::Dim, Form::Solid, false, 0, 1, Role::Transparent, {}},
                           area);
        };
        const auto covered = coveredAt.find(place.whole.top());
        if (covered != coveredAt.end())
            for (const auto& [from, to] : covered->second) {
                add(from);
                left = std::max(left, to);
            }
        add(area.right());
    }
}

} // namespace braid::render
