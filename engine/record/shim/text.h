#pragma once

#include "engine/trace/writer/system_call.h"

#include <cstddef>
#include <cstdint>

namespace braid::record {

/// Puts words together in a given place; what does not fit is left out.
class TextBuilder {
public:
    TextBuilder(char* into, std::size_t room) : m_into(into), m_room(room) {}
    TextBuilder& add(const char* words) {
        while (*words != '\0' && m_length + 1 < m_room)
            m_into[m_length++] = *words++;
        m_into[m_length] = '\0';
        return *this;
    }
    TextBuilder& add(std::uint64_t number) {
        char digits[20];
        std::size_t count = 0;
        do {
            digits[count++] = static_cast<char>('0' + number % 10);
            number /= 10;
        } while (number != 0);
        while (count > 0 && m_length + 1 < m_room)
            m_into[m_length++] = digits[--count];
        m_into[m_length] = '\0';
        return *this;
    }
    [[nodiscard]] std::size_t length() const { return m_length; }

private:
    char* m_into;
    std::size_t m_room;
    std::size_t m_length = 0;
};

/// The number that begins at `at`, in hex digits; `at` is moved behind it.
inline std::uint64_t hexOf(const char*& at) {
    std::uint64_t number = 0;
    for (;; ++at) {
        const char c = *at;
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                                                                : -1;
        if (digit < 0)
            return number;
        number = number << 4 | static_cast<std::uint64_t>(digit);
    }
}

/// The same of decimal digits.
inline std::uint64_t decimalOf(const char*& at) {
    std::uint64_t number = 0;
    for (; *at >= '0' && *at <= '9'; ++at)
        number = number * 10 + static_cast<std::uint64_t>(*at - '0');
    return number;
}

/// The lines of a small file, without an allocator. Longer lines come in pieces.
class LineReader {
public:
    explicit LineReader(int fd) : m_fd(fd) {}
    /// nullptr at the end. Valid until the next call.
    const char* next() {
        std::size_t length = 0;
        for (;;) {
            if (m_at == m_filled) {
                const long got = trace::systemCall(__NR_read, m_fd, reinterpret_cast<long>(m_buffer), sizeof m_buffer);
                if (got <= 0)
                    break;
                m_filled = static_cast<std::size_t>(got);
                m_at = 0;
            }
            const char c = m_buffer[m_at++];
            if (c == '\n' || length + 1 == sizeof m_line) {
                m_line[length] = '\0';
                return m_line;
            }
            m_line[length++] = c;
        }
        m_line[length] = '\0';
        return length > 0 ? m_line : nullptr;
    }

private:
    int m_fd;
    std::size_t m_at = 0, m_filled = 0;
    char m_buffer[1024];
    char m_line[512];
};

} // namespace braid::record
