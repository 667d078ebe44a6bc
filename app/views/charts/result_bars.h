#pragma once

#include "app/session/catalogue.h"
#include "engine/model/model.h"

#include <QString>
#include <QStringList>
#include <vector>

/// What a run came to, as bars. Pure but for the language.
namespace braid::views {

/// One chart: for each category one bar of every set.
struct BarPanel {
    struct Set {
        QString name;               ///< empty where there is only one
        std::vector<double> values; ///< by category; NaN where there is none
    };
    QString title;
    QString unit;
    QStringList categories;
    std::vector<Set> sets;
};

/// The charts of a run. Those its scenario names; of scenarios that name none and of unknown ones (`scenario` may be
/// nullptr) every result that is an object of numbers, or an object of such objects.
///
/// An object of numbers has a bar for each of them. An object of objects has a group of bars for each, unless the numbers
/// within a group are of different orders of magnitude (milliseconds beside thousands of system calls): then each of
/// them has a chart of its own, with its own scale.
[[nodiscard]] std::vector<BarPanel> barPanels(const model::Model::Pairs& results, const session::Scenario* scenario);

} // namespace braid::views
