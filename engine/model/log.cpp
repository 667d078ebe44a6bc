#include "engine/model/log.h"

#include <algorithm>

namespace braid::model {

namespace {

constexpr std::uint8_t InSideTable = 255;
constexpr std::uint64_t PackedA = 32; ///< a below this …
constexpr std::uint32_t PackedB = 7;  ///< … and b below this fit into LogEntry::packed
constexpr std::size_t TextBlock = 64 * 1024;

} // namespace

EventIndex Log::append(const trace::Event& event, Nanos time) {
    if (m_entries.size() >= NoEvent)
        return NoEvent;
    const auto index = static_cast<EventIndex>(m_entries.size());
    LogEntry entry;
    entry.time = time;
    entry.lane = event.lane.value;
    entry.object = event.object.value;
    entry.site = event.site.value <= UINT16_MAX ? static_cast<std::uint16_t>(event.site.value) : std::uint16_t{0};
    entry.kind = event.kind;
    if (event.a < PackedA && event.b < PackedB) {
        entry.packed = static_cast<std::uint8_t>(event.b * PackedA + event.a);
        entry.extra = event.sequence;
    } else {
        entry.packed = InSideTable;
        entry.extra = static_cast<std::uint32_t>(m_extras.size());
        m_extras.push_back({event.a, event.b, event.sequence});
    }
    m_entries.push_back(entry);
    if (!event.text.empty())
        keepText(index, event.text);
    return index;
}

void Log::keepText(EventIndex index, std::string_view text) {
    if (m_textBlocks.empty() || m_textBlocks.back().capacity() - m_textBlocks.back().size() < text.size()) {
        m_textBlocks.emplace_back();
        m_textBlocks.back().reserve(std::max(TextBlock, text.size()));
    }
    std::vector<char>& block = m_textBlocks.back();
    m_texts.push_back({index, static_cast<std::uint32_t>(m_textBlocks.size() - 1),
                       static_cast<std::uint32_t>(block.size()), static_cast<std::uint32_t>(text.size())});
    block.insert(block.end(), text.begin(), text.end());
}

trace::Event Log::event(EventIndex index) const {
    trace::Event event;
    if (index >= m_entries.size())
        return event;
    const LogEntry& entry = m_entries[index];
    event.time = std::chrono::nanoseconds{entry.time};
    event.lane = LaneId{entry.lane};
    event.object = ObjectId{entry.object};
    event.site = SiteId{entry.site};
    event.kind = entry.kind;
    if (entry.packed == InSideTable) {
        const Extra& extra = m_extras[entry.extra];
        event.a = extra.a;
        event.b = extra.b;
        event.sequence = extra.sequence;
    } else {
        event.a = entry.packed % PackedA;
        event.b = static_cast<std::uint32_t>(entry.packed / PackedA);
        event.sequence = entry.extra;
    }
    const auto text = std::lower_bound(m_texts.begin(), m_texts.end(), index,
                                       [](const Text& t, EventIndex i) { return t.event < i; });
    if (text != m_texts.end() && text->event == index)
        event.text = std::string_view(m_textBlocks[text->block].data() + text->offset, text->length);
    return event;
}

std::size_t Log::memory() const {
    std::size_t bytes = m_entries.capacity() * sizeof(LogEntry) + m_extras.capacity() * sizeof(Extra) +
                        m_texts.capacity() * sizeof(Text);
    for (const std::vector<char>& block : m_textBlocks)
        bytes += block.capacity();
    return bytes;
}

} // namespace braid::model
