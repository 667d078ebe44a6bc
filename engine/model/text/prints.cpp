#include "engine/model/text/prints.h"

#include "engine/trace/print.h"

namespace braid::model {

std::string_view printLabel(const trace::Event& print) {
    const std::uint64_t begin = print.a >> 32, length = print.a & 0xFFFF'FFFF;
    const std::size_t size = print.text.size();
    if (length == 0 || begin > size || length > size - begin)
        return print.text;
    return std::string_view(print.text).substr(begin, length);
}

std::string writtenBy(const trace::Event& print) {
    std::string text(print.text);
    if (print.b != trace::NoLineEnd)
        text += '\n';
    return text;
}

} // namespace braid::model
