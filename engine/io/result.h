#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>

namespace braid {

/// What came of a system call on a socket: a count, or the reason why not. Regular value type.
class [[nodiscard]] io_result {
public:
    constexpr io_result() = default;
    /// As the kernel says it: a count (bytes; of accept the descriptor), or minus an errno.
    constexpr explicit io_result(std::int64_t raw) : m_raw(raw) {}

    [[nodiscard]] constexpr bool ok() const { return m_raw >= 0; }
    /// Bytes, or of accept the descriptor; 0 where it failed.
    [[nodiscard]] constexpr std::size_t count() const { return ok() ? static_cast<std::size_t>(m_raw) : 0; }
    /// The errno; 0 where it went well.
    [[nodiscard]] constexpr int error() const { return ok() ? 0 : static_cast<int>(-m_raw); }
    /// A nonblocking call found nothing to do: try again later.
    [[nodiscard]] constexpr bool would_block() const { return m_raw == -EAGAIN; }
    /// Of recv: the other side has said all it wanted to say.
    [[nodiscard]] constexpr bool end() const { return m_raw == 0; }
    [[nodiscard]] constexpr std::int64_t raw() const { return m_raw; }
    /// The error in words.
    [[nodiscard]] std::string message() const { return std::generic_category().message(error()); }

private:
    std::int64_t m_raw = 0;
};

} // namespace braid
