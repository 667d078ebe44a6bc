#pragma once

#include "app/render/scene/scene.h"

#include <QString>
#include <set>
#include <vector>

namespace braid::render {

/// What stands out while the rest of a picture is dimmed.
struct Lit {
    std::set<model::EventIndex> events; ///< bars, marks and holdings that these began
    std::set<model::EventIndex> arrows; ///< those that lead to these
    std::set<LaneId> lanes;             ///< their names
    std::set<ObjectId> objects;         ///< their names
    QString words;                      ///< whatever is written and contains this, regardless of case

    [[nodiscard]] bool empty() const {
        return events.empty() && arrows.empty() && lanes.empty() && objects.empty() && words.isEmpty();
    }
    friend bool operator==(const Lit&, const Lit&) = default;
};

/// What the stretch that `event` began on `lane` comes from and leads to: itself, the arrows that begin or end in it (its end included), and
/// the bars at their other ends. Looks for effects up to `until`, and at a bounded number of arrows. Empty where no stretch began so.
[[nodiscard]] Lit causeAndEffect(const model::Model& model, LaneId lane, model::EventIndex event, model::Nanos until);

/// What of `scene` has words that contain `words`, regardless of case: a bar, a mark, an item, a name; each once, as time goes, names first.
/// At most `most`.
[[nodiscard]] std::vector<Tag> writtenIn(const Scene& scene, const QString& words, std::size_t most);

/// How much what is not lit is dimmed.
enum class Shade : std::uint8_t {
    Slight, ///< one still reads it
    Strong
};

/// To be painted over `scene`: `areas` are dimmed but for what is lit, lit arrows are drawn once more and stronger, and what is written and
/// sought has a plate. Empty where nothing of it is lit. Of very many lit pieces the first in the order of drawing are taken. Pure.
[[nodiscard]] Scene spotlight(const Scene& scene, const Lit& lit, const std::vector<QRectF>& areas, Shade shade);

} // namespace braid::render
