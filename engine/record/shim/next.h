#pragma once

namespace braid::record {

/// A function of the same name in the libraries behind this one. All of them lie in one section of the library, so that they are
/// looked up together, before the first one is called: looking one up takes a lock of the loader, which another thread may hold for
/// ever.
struct alignas(32) NextSymbol { // as the compiler aligns them in the section: without gaps
    const char* name;
    const char* version; ///< null: the default one
    void* address;
};

/// Looks all of them up. Once, while the process has one thread.
void resolveNext();

template <class Function>
class Next;

/// Calls the function behind. One that does not exist gives 0.
template <class Result, class... Arguments>
class Next<Result(Arguments...)> {
public:
    constexpr explicit Next(const char* name, const char* version = nullptr) : m_symbol{name, version, nullptr} {}
    Result operator()(Arguments... arguments) const {
        if (m_symbol.address == nullptr) [[unlikely]]
            return Result();
        return reinterpret_cast<Result (*)(Arguments...)>(m_symbol.address)(arguments...);
    }
    [[nodiscard]] bool exists() const { return m_symbol.address != nullptr; }

private:
    NextSymbol m_symbol;
};
template <class Result, class... Arguments>
class Next<Result(Arguments...) noexcept> : public Next<Result(Arguments...)> {
    using Next<Result(Arguments...)>::Next;
};

/// What is declared with this lies where resolveNext() finds it.
#define BRAID_NEXT [[gnu::section("braid_next"), gnu::used]] static constinit
/// What the program calls instead of the C library's.
#define BRAID_HOOK extern "C" [[gnu::visibility("default")]]

} // namespace braid::record
