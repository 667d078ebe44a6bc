#include "engine/model/store/log.h"

#include <algorithm>

namespace braid::model {

namespace {

constexpr std::uint8_t InSideTable = 255;
constexpr std::uint64_t PackedA = 32; ///< a below this …
constexpr std::uint32_t PackedB = 7;  ///< … and b below this fit into Packed::value
constexpr std::size_t TextBlock = 64 * 1024;

} // namespace

EventIndex Log::append(const trace::Event& event, Nanos time) {
    if (m_size >= NoEvent)
        return NoEvent;
    const auto index = static_cast<EventIndex>(m_size);
    const std::size_t place = m_size & (BlockLength - 1);
    if (place == 0) {
        m_blocks.push_back(std::make_unique<Block>());
        m_blocks.back()->time = time;
        m_blocks.back()->latest = m_blocks.size() > 1 ? m_blocks[m_blocks.size() - 2]->latest : time;
    }
    Block& block = *m_blocks.back();
    block.latest = std::max(block.latest, time);
    Packed& packed = block.entries[place];
    packed.lane = event.lane.value;
    packed.object = event.object.value;
    packed.site = event.site.value <= UINT16_MAX ? static_cast<std::uint16_t>(event.site.value) : std::uint16_t{0};
    packed.kind = event.kind;
    const bool wide = block.times != nullptr;
    keepTime(block, place, time);
    m_wideBlocks += !wide && block.times ? 1 : 0;
    if (event.a < PackedA && event.b < PackedB) {
        packed.value = static_cast<std::uint8_t>(event.b * PackedA + event.a);
    } else {
        packed.value = InSideTable;
        m_values.push_back({index, event.b, event.a});
    }
    ++m_size;
    if (!event.text.empty())
        keepText(index, event.text);
    return index;
}

std::size_t Log::firstAfter(Nanos time) const {
    const auto block = std::upper_bound(m_blocks.begin(), m_blocks.end(), time,
                                        [](Nanos t, const std::unique_ptr<Block>& b) { return t < b->latest; });
    if (block == m_blocks.end())
        return m_size;
    std::size_t place = 0;
    while (timeOf(**block, place) <= time)
        ++place;
    return (static_cast<std::size_t>(block - m_blocks.begin()) << BlockBits) + place;
}

void Log::keepTime(Block& block, std::size_t place, Nanos time) {
    // An event may be stamped a little before its predecessor in the log: the order on an object goes first.
    if (!block.times && time >= block.time && time - block.time <= UINT32_MAX) {
        block.entries[place].offset = static_cast<std::uint32_t>(time - block.time);
        return;
    }
    if (!block.times) {
        auto times = std::make_unique<std::array<Nanos, BlockLength>>();
        for (std::size_t i = 0; i < place; ++i)
            (*times)[i] = timeOf(block, i);
        block.times = std::move(times);
    }
    (*block.times)[place] = time;
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
    if (index >= m_size)
        return event;
    const auto byEvent = [](const auto& item, EventIndex i) { return item.event < i; };
    const LogEntry entry = (*this)[index];
    event.time = std::chrono::nanoseconds{entry.time};
    event.lane = LaneId{entry.lane};
    event.object = ObjectId{entry.object};
    event.site = SiteId{entry.site};
    event.kind = entry.kind;
    const std::uint8_t small = m_blocks[index >> BlockBits]->entries[index & (BlockLength - 1)].value;
    if (small == InSideTable) {
        const auto value = std::lower_bound(m_values.begin(), m_values.end(), index, byEvent);
        event.a = value->a;
        event.b = value->b;
    } else {
        event.a = small % PackedA;
        event.b = static_cast<std::uint32_t>(small / PackedA);
    }
    const auto text = std::lower_bound(m_texts.begin(), m_texts.end(), index, byEvent);
    if (text != m_texts.end() && text->event == index)
        event.text = std::string_view(m_textBlocks[text->block].data() + text->offset, text->length);
    return event;
}

std::size_t Log::memory() const {
    std::size_t bytes = m_blocks.capacity() * sizeof(void*) + m_blocks.size() * sizeof(Block) +
                        m_wideBlocks * sizeof(std::array<Nanos, BlockLength>) + m_values.memory() +
                        m_texts.memory();
    for (const std::vector<char>& block : m_textBlocks)
        bytes += block.capacity();
    return bytes;
}

} // namespace braid::model
