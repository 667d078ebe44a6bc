#include "app/render/timeline/repeated_words.h"

#include <QHash>
#include <QStringView>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace braid::render {

namespace {

/// Fewer rows than this that say the same are read one by one; of as many or more each Kept-th keeps its words.
constexpr std::size_t Repeated = 16, Kept = 8;
/// Words that begin within so many pixels stand at the same place.
constexpr double SamePlace = 6;

struct Said {
    const Text* text;
    std::size_t row;
};

} // namespace

void thinRepeatedWords(const std::vector<RowPlace>& places, std::span<Layer> layers) {
    if (places.size() < Repeated)
        return;
    std::unordered_map<std::uint32_t, std::size_t> rowOf;
    for (std::size_t i = 0; i < places.size(); ++i)
        rowOf.emplace(places[i].row.lane.value, i);
    // Most words are said a few times only: they are counted before they are sorted.
    QHash<QStringView, std::size_t> counts;
    for (const Layer& layer : layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Bar)
                ++counts[text.text];
    std::vector<Said> all;
    for (const Layer& layer : layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Bar && counts.value(text.text) >= Repeated)
                if (const auto row = rowOf.find(text.tag.lane.value); row != rowOf.end())
                    all.push_back({&text, row->second});
    std::sort(all.begin(), all.end(), [](const Said& a, const Said& b) {
        const int words = a.text->text.compare(b.text->text);
        if (words != 0)
            return words < 0;
        if (a.row != b.row)
            return a.row < b.row;
        return a.text->position.x() < b.text->position.x();
    });
    std::unordered_set<const Text*> superfluous;
    std::unordered_set<const Text*> followed; // those that are part of a run of rows already
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (followed.contains(all[i].text))
            continue;
        // The same words at the same place in the rows that follow.
        std::vector<const Text*> run{all[i].text};
        std::size_t row = all[i].row;
        for (std::size_t j = i + 1; j < all.size() && all[j].row <= row + 1 && all[j].text->text == all[i].text->text; ++j) {
            if (all[j].row != row + 1 || std::abs(all[j].text->position.x() - run.back()->position.x()) > SamePlace)
                continue;
            run.push_back(all[j].text);
            row = all[j].row;
        }
        followed.insert(run.begin(), run.end());
        for (std::size_t k = 1; k < run.size() && run.size() >= Repeated; ++k)
            if (k % Kept != 0)
                superfluous.insert(run[k]);
    }
    if (superfluous.empty())
        return;
    for (Layer& layer : layers) {
        std::unordered_multimap<model::EventIndex, const Text*> gone; // by their bars
        for (const Text& text : layer.texts)
            if (superfluous.contains(&text))
                gone.emplace(text.tag.event, &text);
        if (gone.empty())
            continue;
        std::erase_if(layer.boxes, [&](const Box& box) {
            const auto [first, last] = box.radius > 0 ? gone.equal_range(box.tag.event) : std::pair(gone.end(), gone.end());
            return std::any_of(first, last, [&](const auto& each) {
                return box.tag == each.second->tag && box.rect.contains(each.second->rect().center());
            });
        });
        std::vector<Text> kept;
        for (Text& text : layer.texts)
            if (!superfluous.contains(&text))
                kept.push_back(std::move(text));
        layer.texts = std::move(kept);
    }
}

} // namespace braid::render
