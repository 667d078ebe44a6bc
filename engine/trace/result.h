#pragma once

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>
#include <variant>

namespace braid {

/// Why the world said no: a file, a process, a socket. Never used for Braid's own mistakes (those assert).
struct Error {
    std::string what;  ///< what was tried, e.g. "cannot open the trace"
    std::string where; ///< on what, e.g. a path
    std::string hint;  ///< what the person can do about it; may be empty

    /// One sentence, e.g. "cannot open the trace /x/y.braid: No such file or directory".
    [[nodiscard]] std::string sentence() const {
        std::string text = what;
        if (!where.empty())
            text += " " + where;
        if (!hint.empty())
            text += ": " + hint;
        return text;
    }
};

/// What the system says in errno about it.
[[nodiscard]] inline Error systemError(std::string what, std::string where) {
    return {std::move(what), std::move(where), std::strerror(errno)};
}

/// A value or the reason why there is none (std::expected is C++23). Not thread-safe, like any value.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// Requires ok().
    T& value() { return std::get<0>(m_state); }
    const T& value() const { return std::get<0>(m_state); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    /// Requires !ok().
    [[nodiscard]] const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

} // namespace braid
