#include "engine/model/reduce/checkpoints.h"

#include <algorithm>

namespace braid::model {

namespace {

std::size_t countInside(const ObjectRecord& object) {
    const ObjectBook* const book = object.bookIfAny();
    return (book ? book->items.size() + book->strayItems.size() + book->gotBefore.size() : 0) + (object.watchList ? object.watchList->size() : 0);
}

} // namespace

void keepCheckpoint(ObjectRecord& object) {
    const std::size_t events = object.storedEvents.size();
    const std::size_t last = object.storedCheckpoints.empty() ? 0 : object.storedCheckpoints.back().events;
    if (events < last + Checkpoint::Apart || events < last + 4 * countInside(object))
        return;
    Checkpoint kept;
    kept.events = events;
    kept.unfinished = object.unfinished;
    if (const ObjectBook* const book = object.bookIfAny()) {
        for (const QueueItem& item : book->items)
            kept.items.push_back(item.put);
        for (const auto& [number, put] : book->strayItems)
            kept.items.push_back(put);
        std::sort(kept.items.begin(), kept.items.end());
        for (const auto& [number, get] : book->gotBefore)
            kept.gotBefore.push_back(number);
        kept.transfers = book->transfers;
    }
    if (object.watchList)
        kept.watched = *object.watchList;
    object.storedCheckpoints.push_back(std::move(kept));
}

} // namespace braid::model
