#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

#include <QString>
#include <QStringList>
#include <span>
#include <vector>

/// Two runs, or more, as one picture: their timelines above each other on one time axis. Pure.
namespace braid::render {

struct ComparedRun {
    const model::Model* model = nullptr;
    const analysis::Findings* findings = nullptr;
    model::Nanos edge = 0;
    QString title;      ///< empty: none
    QString sentence;   ///< what came of it; empty: none
    QString parameters; ///< one line; empty: none
};

/// In what one of the further runs differs from the first one.
struct RunDifferences {
    std::size_t run = 2; ///< its number, from the top down; the first run is 1
    QStringList lines;   ///< a sentence each
};

struct ComparisonOptions {
    bool dark = false;
    double width = 1600;                     ///< in logical pixels
    std::vector<RunDifferences> differences; ///< listed below, the first few of each run
    static constexpr std::size_t MostRuns = 12;
    static constexpr qsizetype MostDifferences = 8; ///< of two runs; of several, as many in all, but at least two each
};

/// The part of both that is shown: where one of them opens on a story (analysis::storyOf()), that and as much again for what the
/// others need longer; else all.
[[nodiscard]] std::pair<model::Nanos, model::Nanos> comparedRange(std::span<const ComparedRun> runs);

/// The runs from the top down, each with its title (where there are more than two with its number, too), all on the axis of
/// comparedRange(), the legend of all of them, the differences.
[[nodiscard]] Scene composeComparison(std::span<const ComparedRun> runs, const ComparisonOptions& options);

} // namespace braid::render
