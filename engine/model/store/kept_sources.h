#pragma once

#include "engine/trace/event.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace braid::model {

/// Texts of source files that the trace keeps as they were when the run began (trace::EventKind::SourceText). A file may say anything:
/// what does not fit together or is too large is left out.
class KeptSources {
public:
    static constexpr std::size_t LargestText = 1 << 20; ///< bytes of one file
    static constexpr std::size_t MostFiles = 100;

    /// Takes in a SourceText.
    void add(const trace::Event& event);
    /// The whole text of `path`; nullptr where the trace has none, or not all of it. Valid as long as this.
    [[nodiscard]] const std::string* find(std::string_view path) const;
    /// Bytes of all texts.
    [[nodiscard]] std::size_t memory() const;

private:
    struct Text {
        std::string bytes;
        std::size_t size = 0;
        bool broken = false; ///< a part did not come where the last one ended
    };
    std::map<std::string, Text, std::less<>> m_texts; ///< by path
};

} // namespace braid::model
