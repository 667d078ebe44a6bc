#include "engine/record/attach/code.h"

#include "engine/record/attach/wait.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace braid::attach {

std::optional<Address> calledBefore(Address returnAddress, const ProcessMemory& memory) {
    std::array<std::uint8_t, 7> code{};
    if (!memory.read(returnAddress - code.size(), code.data(), code.size()))
        return std::nullopt;
    const auto offset = [&code] {
        std::int32_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i)
            value |= static_cast<std::int32_t>(static_cast<std::uint32_t>(code[3 + i]) << (8 * i));
        return static_cast<Address>(static_cast<std::int64_t>(value));
    };
    constexpr std::uint8_t NearCall = 0xe8, Indirect = 0xff, ThroughMemory = 0x15;
    if (code[1] == Indirect && code[2] == ThroughMemory)
        return memory.at<Address>(returnAddress + offset()).value_or(0);
    if (code[2] == NearCall)
        return returnAddress + offset();
    for (std::size_t length = 2; length <= code.size(); ++length) { // a call through a register or memory: ff /2
        const std::size_t at = code.size() - length;
        if (code[at] == Indirect && (code[at + 1] >> 3 & 7) == 2)
            return 0;
    }
    return std::nullopt;
}

Address throughTable(Address address, const ProcessMemory& memory) {
    std::array<std::uint8_t, 24> code{};
    if (!memory.read(address, code.data(), code.size()))
        return address;
    std::size_t at = 0;
    if (code[0] == 0xf3 && code[1] == 0x0f && code[2] == 0x1e && code[3] == 0xfa) // endbr64
        at = 4;
    if (code[at] == 0x41 && code[at + 1] == 0xbb) // mov $number, %r11d, as mold writes it
        at += 6;
    if (code[at] == 0xf2) // bnd
        ++at;
    if (code[at] != 0xff || code[at + 1] != 0x25) // jmp *offset(%rip)
        return address;
    std::uint32_t offset = 0;
    for (std::size_t i = 0; i < sizeof offset; ++i)
        offset |= static_cast<std::uint32_t>(code[at + 2 + i]) << (8 * i);
    const Address slot = address + at + 6 + static_cast<Address>(static_cast<std::int64_t>(static_cast<std::int32_t>(offset)));
    return memory.at<Address>(slot).value_or(address);
}

namespace {

constexpr std::size_t CallBytes = 5, LoadBytes = 7;

/// Of one function's instructions up to one of them, as far as they are found without decoding all of them.
struct Body {
    Address begin;
    std::vector<std::uint8_t> bytes;

    [[nodiscard]] std::int32_t offsetAt(std::size_t place) const {
        std::int32_t offset = 0;
        std::memcpy(&offset, bytes.data() + place, sizeof offset);
        return offset;
    }
    /// An instruction before `place` loads the address `object`, or loads it from static data.
    [[nodiscard]] bool loads(Address object, std::size_t place, const ProcessMemory& memory) const {
        constexpr std::uint8_t Wide = 0x48, WideExtended = 0x4c, Lea = 0x8d, Move = 0x8b, Relative = 0x05, RelativeMask = 0xc7, Immediate = 0xb8, ImmediateMask = 0xf8;
        for (std::size_t i = 0; i + LoadBytes <= place; ++i) {
            const bool relative = (bytes[i] == Wide || bytes[i] == WideExtended) && (bytes[i + 2] & RelativeMask) == Relative;
            const Address from = begin + i + LoadBytes + static_cast<Address>(static_cast<std::int64_t>(offsetAt(i + 3)));
            if (relative && ((bytes[i + 1] == Lea && from == object) || (bytes[i + 1] == Move && memory.at<Address>(from) == object)))
                return true;
            if ((bytes[i] & ImmediateMask) == Immediate && object <= UINT32_MAX && static_cast<std::uint32_t>(offsetAt(i + 1)) == object)
                return true;
        }
        return false;
    }
};

bool among(const std::string& name, std::initializer_list<std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// What the function does that is called so.
std::pair<bool, bool> takesOrGives(const std::string& name, Lending lending) {
    switch (lending) {
    case Lending::Permit:
        return {among(name, {"sem_wait", "sem_trywait", "sem_timedwait", "sem_clockwait"}), name == "sem_post"};
    case Lending::Spin:
        return {among(name, {"pthread_spin_lock", "pthread_spin_trylock"}), name == "pthread_spin_unlock"};
    default:
        return {among(name, {"pthread_rwlock_rdlock", "pthread_rwlock_tryrdlock", "pthread_rwlock_timedrdlock", "pthread_rwlock_clockrdlock"}), name == "pthread_rwlock_unlock"};
    }
}

} // namespace

bool tookBefore(const Frame& frame, Address object, Lending lending, const Symbols& symbols, const ProcessMemory& memory) {
    constexpr std::size_t MostBytes = 65536;
    const Address begin = frame.place.functionBegin;
    if (begin == 0 || frame.code <= begin + CallBytes || frame.code - begin > MostBytes)
        return false;
    Body body{begin, std::vector<std::uint8_t>(frame.code - begin - CallBytes)}; // without the call that is under way
    if (!memory.read(begin, body.bytes.data(), body.bytes.size()))
        return false;
    bool has = false;
    constexpr std::uint8_t NearCall = 0xe8;
    for (std::size_t i = 0; i + CallBytes <= body.bytes.size(); ++i) {
        if (body.bytes[i] != NearCall)
            continue;
        const Address target = begin + i + CallBytes + static_cast<Address>(static_cast<std::int64_t>(body.offsetAt(i + 1)));
        const std::string name = plainName(symbols.symbolAt(throughTable(target, memory)));
        if (name.empty())
            continue;
        const auto [takes, gives] = takesOrGives(name, lending);
        if ((takes || gives) && body.loads(object, i, memory))
            has = takes;
    }
    return has;
}

} // namespace braid::attach
