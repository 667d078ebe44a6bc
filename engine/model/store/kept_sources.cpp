#include "engine/model/store/kept_sources.h"

namespace braid::model {

void KeptSources::add(const trace::Event& event) {
    const std::size_t zero = event.text.find('\0');
    if (zero == std::string_view::npos || zero == 0 || event.b > LargestText)
        return;
    const std::string_view path = event.text.substr(0, zero), part = event.text.substr(zero + 1);
    auto known = m_texts.find(path);
    if (known == m_texts.end()) {
        if (m_texts.size() >= MostFiles)
            return;
        known = m_texts.emplace(path, Text{{}, event.b, false}).first;
    }
    Text& text = known->second;
    if (text.broken)
        return;
    if (event.a != text.bytes.size() || event.b != text.size || part.size() > text.size - text.bytes.size()) {
        text = {{}, 0, true};
        return;
    }
    text.bytes += part;
}

const std::string* KeptSources::find(std::string_view path) const {
    const auto known = m_texts.find(path);
    if (known == m_texts.end() || known->second.broken || known->second.bytes.size() != known->second.size)
        return nullptr;
    return &known->second.bytes;
}

std::size_t KeptSources::memory() const {
    std::size_t bytes = 0;
    for (const auto& [path, text] : m_texts)
        bytes += path.capacity() + text.bytes.capacity();
    return bytes;
}

} // namespace braid::model
