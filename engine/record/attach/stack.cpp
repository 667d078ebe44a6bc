#include "engine/record/attach/stack.h"

#include "engine/record/attach/code.h"
#include "engine/record/attach/registers.h"
#include "engine/record/library_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <tuple>
#include <utility>

namespace braid::attach {
namespace {

/// C++ names as they are written; others, among them C's short ones that could be taken for a type's, as they are.
std::string demangled(const char* symbol) {
    if (!std::string_view(symbol).starts_with("_Z"))
        return symbol;
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> text(abi::__cxa_demangle(symbol, nullptr, nullptr, &status), &std::free);
    return status == 0 && text ? std::string(text.get()) : std::string(symbol);
}

/// Without the version that libc's symbols have, and what mold adds to entries of the procedure linkage table:
/// "pthread_join@@GLIBC_2.34", "pthread_join$plt".
std::string unversioned(std::string_view symbol) {
    constexpr std::string_view Table = "$plt";
    if (symbol.ends_with(Table))
        symbol.remove_suffix(Table.size());
    return std::string(symbol.substr(0, symbol.find('@')));
}

/// What the language's library expanded at `address` is the place that it was expanded into.
void leaveLibrary(Dwfl_Module* module, Address address, CodePlace& place) {
    if (!record::isLibraryHeader(place.file))
        return;
    Dwarf_Addr bias = 0;
    Dwarf_Die* unit = ::dwfl_module_addrdie(module, address, &bias);
    Dwarf_Files* files = nullptr;
    Dwarf_Die* scopes = nullptr;
    if (unit == nullptr || ::dwarf_getsrcfiles(unit, &files, nullptr) != 0)
        return;
    const int count = ::dwarf_getscopes(unit, address - bias, &scopes);
    const std::unique_ptr<Dwarf_Die, void (*)(void*)> owned(count > 0 ? scopes : nullptr, &std::free);
    for (int i = 0; i < count; ++i) {
        Dwarf_Attribute attribute;
        Dwarf_Word file = 0, line = 0;
        if (::dwarf_tag(&scopes[i]) != DW_TAG_inlined_subroutine || ::dwarf_formudata(::dwarf_attr(&scopes[i], DW_AT_call_file, &attribute), &file) != 0 ||
            ::dwarf_formudata(::dwarf_attr(&scopes[i], DW_AT_call_line, &attribute), &line) != 0)
            continue;
        const char* name = ::dwarf_filesrc(files, file, nullptr, nullptr);
        if (name == nullptr || record::isLibraryHeader(name))
            continue;
        place.file = name;
        place.line = static_cast<std::uint32_t>(line);
        return;
    }
}

const Mapping* mappingAt(const std::vector<Mapping>& mappings, Address address) {
    const auto found = std::find_if(mappings.begin(), mappings.end(), [address](const Mapping& each) { return each.begin <= address && address < each.end; });
    return found != mappings.end() ? &*found : nullptr;
}

Registers registersIn(const SystemCall& call) {
    Registers registers;
    constexpr int Arguments[] = {5, 4, 1, 10, 8, 9}; // rdi rsi rdx r10 r8 r9
    if (call.number >= 0)
        for (std::size_t i = 0; i < std::size(Arguments); ++i)
            registers[Arguments[i]] = call.arguments[i];
    registers[Registers::Rsp] = call.stack;
    registers[Registers::ReturnAddress] = call.code;
    return registers;
}

} // namespace

struct Symbols::State {
    const ProcessMemory& memory;
    Dwfl_Callbacks callbacks{};
    Dwfl* dwfl = nullptr;

    [[nodiscard]] std::optional<Registers> unwound(const Registers& registers, bool call, bool& signal, int& missing) const;
    [[nodiscard]] std::optional<Address> framePointer(const Registers& registers, const std::vector<Mapping>& mappings, bool call) const;
    [[nodiscard]] Address functionBegin(Address code) const;
};

Symbols::Symbols(int pid, const ProcessMemory& memory) : m_state(std::make_unique<State>(State{memory})) {
    m_state->callbacks.find_elf = dwfl_linux_proc_find_elf;
    m_state->callbacks.find_debuginfo = dwfl_standard_find_debuginfo;
    m_state->dwfl = ::dwfl_begin(&m_state->callbacks);
    if (m_state->dwfl == nullptr)
        return;
    ::dwfl_linux_proc_report(m_state->dwfl, pid);
    ::dwfl_report_end(m_state->dwfl, nullptr, nullptr);
}

Symbols::~Symbols() {
    if (m_state->dwfl != nullptr)
        ::dwfl_end(m_state->dwfl);
}

namespace {

/// Where the function begins in which `address` lies, by the table of all functions that the unwinder searches (.eh_frame_hdr, Linux
/// Standard Base 10.6.2), which programs without symbols have, too; 0 where there is none. A part that the compiler has moved away counts
/// as a function of its own.
Address functionInTable(Dwfl_Module* module, Address address, const ProcessMemory& memory) {
    constexpr std::uint8_t Version = 1, CountOfFourBytes = 0x03, OffsetsFromTable = 0x3b; // the encodings that linkers write
    struct Head {
        std::uint8_t version, ofFrames, ofCount, ofTable;
        std::int32_t frames;
        std::uint32_t count;
    };
    struct Entry {
        std::int32_t code, description;
    };
    GElf_Addr bias = 0;
    Elf* file = ::dwfl_module_getelf(module, &bias);
    std::size_t segments = 0;
    if (file == nullptr || ::elf_getphdrnum(file, &segments) != 0)
        return 0;
    Address table = 0;
    for (std::size_t i = 0; i < segments && table == 0; ++i) {
        GElf_Phdr segment{};
        if (::gelf_getphdr(file, static_cast<int>(i), &segment) != nullptr && segment.p_type == PT_GNU_EH_FRAME)
            table = segment.p_vaddr + bias;
    }
    const auto head = table != 0 ? memory.at<Head>(table) : std::nullopt;
    if (!head || head->version != Version || head->ofCount != CountOfFourBytes || head->ofTable != OffsetsFromTable)
        return 0;
    const auto beginOf = [table](const Entry& entry) { return table + static_cast<Address>(static_cast<std::int64_t>(entry.code)); };
    Address begin = 0;
    for (std::uint32_t low = 0, high = head->count; low < high;) {
        const std::uint32_t middle = low + (high - low) / 2;
        const auto entry = memory.at<Entry>(table + sizeof(Head) + middle * sizeof(Entry));
        if (!entry)
            return 0;
        if (beginOf(*entry) > address) {
            high = middle;
        } else {
            begin = beginOf(*entry);
            low = middle + 1;
        }
    }
    return begin;
}

} // namespace

CodePlace Symbols::codeAt(Address address, bool call) const {
    CodePlace place;
    const Address inside = call ? address - 1 : address;
    Dwfl_Module* module = m_state->dwfl != nullptr ? ::dwfl_addrmodule(m_state->dwfl, inside) : nullptr;
    if (module == nullptr)
        return place;
    Dwarf_Addr begin = 0;
    if (const char* name = ::dwfl_module_info(module, nullptr, &begin, nullptr, nullptr, nullptr, nullptr, nullptr))
        place.module = name;
    place.offset = inside - begin;
    GElf_Off offset = 0;
    GElf_Sym symbol{};
    if (const char* name = ::dwfl_module_addrinfo(module, inside, &offset, &symbol, nullptr, nullptr, nullptr); name != nullptr && offset < std::max<GElf_Xword>(symbol.st_size, 1)) {
        place.function = demangled(unversioned(name).c_str());
        place.functionBegin = inside - offset;
    } else {
        place.functionBegin = functionInTable(module, inside, m_state->memory);
    }
    int line = 0;
    Dwfl_Line* source = ::dwfl_module_getsrc(module, inside);
    if (const char* file = source != nullptr ? ::dwfl_lineinfo(source, nullptr, &line, nullptr, nullptr, nullptr) : nullptr; file != nullptr && line > 0) {
        place.file = file;
        place.line = static_cast<std::uint32_t>(line);
        leaveLibrary(module, inside, place);
    }
    return place;
}

std::string Symbols::symbolAt(Address address) const {
    Dwfl_Module* module = m_state->dwfl != nullptr ? ::dwfl_addrmodule(m_state->dwfl, address) : nullptr;
    GElf_Off offset = 0;
    GElf_Sym symbol{};
    const char* name = module != nullptr ? ::dwfl_module_addrinfo(module, address, &offset, &symbol, nullptr, nullptr, nullptr) : nullptr;
    return name != nullptr && offset == 0 ? demangled(unversioned(name).c_str()) : std::string();
}

std::optional<Symbols::Extent> Symbols::find(std::string_view name) const {
    struct Search {
        std::string_view name;
        std::optional<Extent> found;
    } search{name, std::nullopt};
    const auto look = [](Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* argument) -> int {
        auto& wanted = *static_cast<Search*>(argument);
        const int count = ::dwfl_module_getsymtab(module);
        for (int i = 0; i < count; ++i) {
            GElf_Sym symbol{};
            GElf_Addr address = 0;
            const char* text = ::dwfl_module_getsym_info(module, i, &symbol, &address, nullptr, nullptr, nullptr);
            if (text == nullptr || wanted.name != text || symbol.st_shndx == SHN_UNDEF)
                continue;
            wanted.found = Extent{address, symbol.st_size};
            return DWARF_CB_ABORT;
        }
        return DWARF_CB_OK;
    };
    if (m_state->dwfl != nullptr)
        ::dwfl_getmodules(m_state->dwfl, look, &search, 0);
    return search.found;
}

namespace {

/// The module whose data lies at `address`: where that has no initial value, behind the pages that come from its file.
Dwfl_Module* moduleWithData(Dwfl* dwfl, Address address) {
    if (Dwfl_Module* module = ::dwfl_addrmodule(dwfl, address))
        return module;
    struct Nearest {
        Address address;
        Dwarf_Addr end;
        Dwfl_Module* module;
    } nearest{address, 0, nullptr};
    const auto take = [](Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* into) {
        auto* known = static_cast<Nearest*>(into);
        Dwarf_Addr end = 0;
        ::dwfl_module_info(module, nullptr, nullptr, &end, nullptr, nullptr, nullptr, nullptr);
        if (end <= known->address && end > known->end)
            std::tie(known->end, known->module) = std::pair(end, module);
        return static_cast<int>(DWARF_CB_OK);
    };
    ::dwfl_getmodules(dwfl, take, &nearest, 0);
    return nearest.module;
}

} // namespace

std::string Symbols::dataName(Address address) const {
    Dwfl_Module* module = m_state->dwfl != nullptr ? moduleWithData(m_state->dwfl, address) : nullptr;
    GElf_Off offset = 0;
    GElf_Sym symbol{};
    const char* name = module != nullptr ? ::dwfl_module_addrinfo(module, address, &offset, &symbol, nullptr, nullptr, nullptr) : nullptr;
    if (name == nullptr || offset >= std::max<GElf_Xword>(symbol.st_size, 1))
        return {};
    constexpr int Hexadecimal = 16;
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), offset, Hexadecimal);
    return demangled(name) + (offset > 0 ? "+0x" + std::string(digits.data(), end.ptr) : std::string());
}

Address Symbols::State::functionBegin(Address code) const {
    Dwfl_Module* module = ::dwfl_addrmodule(dwfl, code);
    GElf_Off offset = 0;
    GElf_Sym symbol{};
    if (module == nullptr)
        return 0;
    return ::dwfl_module_addrinfo(module, code, &offset, &symbol, nullptr, nullptr, nullptr) != nullptr && offset < std::max<GElf_Xword>(symbol.st_size, 1)
               ? code - offset
               : functionInTable(module, code, memory);
}

/// The registers of the caller of the function at the instruction in `registers`. `call`: that instruction is behind a call.
std::optional<Registers> Symbols::State::unwound(const Registers& registers, bool call, bool& signal, int& missing) const {
    missing = -1;
    const Address code = *registers[Registers::ReturnAddress] - (call ? 1 : 0);
    Dwfl_Module* module = ::dwfl_addrmodule(dwfl, code);
    if (module == nullptr)
        return std::nullopt;
    for (const auto table : {&::dwfl_module_eh_cfi, &::dwfl_module_dwarf_cfi}) {
        Dwarf_Addr bias = 0;
        Dwarf_CFI* rows = table(module, &bias);
        Dwarf_Frame* found = nullptr;
        if (rows == nullptr || ::dwarf_cfi_addrframe(rows, code - bias, &found) != 0)
            continue;
        const std::unique_ptr<Dwarf_Frame, void (*)(void*)> frame(found, &std::free);
        ::dwarf_frame_info(found, nullptr, nullptr, &signal);
        return callerOf(found, registers, memory, missing);
    }
    return std::nullopt;
}

/// The frame pointer of a function that keeps its frame by it, where it is not known: a place on the stack with the address behind a
/// call above it, by preference one of a call of this very function.
std::optional<Address> Symbols::State::framePointer(const Registers& registers, const std::vector<Mapping>& mappings, bool call) const {
    constexpr std::size_t MostWords = 8192;
    const Address from = *registers[Registers::Rsp] & ~Address{7};
    const Mapping* stack = mappingAt(mappings, from);
    const Address function = functionBegin(*registers[Registers::ReturnAddress] - (call ? 1 : 0));
    if (stack == nullptr)
        return std::nullopt;
    std::vector<Address> words(std::min<std::size_t>(MostWords, (stack->end - from) / sizeof(Address)));
    if (words.size() < 2 || !memory.read(from, words.data(), words.size() * sizeof(Address)))
        return std::nullopt;
    std::optional<Address> likely;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const Mapping* code = mappingAt(mappings, words[i + 1]);
        if (code == nullptr || !code->executable)
            continue;
        const std::optional<Address> called = calledBefore(words[i + 1], memory);
        if (!called)
            continue;
        const Address at = from + i * sizeof(Address);
        if (function != 0 && (*called == function || throughTable(*called, memory) == function))
            return at;
        const bool plausible = words[i] <= 1 || (words[i] > at && words[i] < stack->end);
        if (!likely && plausible && (*called == 0 || function == 0))
            likely = at;
    }
    return likely;
}

std::vector<Frame> Symbols::stackOf(const SystemCall& call, const std::vector<Mapping>& mappings) const {
    return call.stack != 0 && call.code != 0 ? stackOf(registersIn(call), mappings) : std::vector<Frame>();
}

std::vector<Frame> Symbols::stackOf(const Registers& innermost, const std::vector<Mapping>& mappings) const {
    std::vector<Frame> frames;
#if defined(__x86_64__)
    if (m_state->dwfl == nullptr)
        return frames;
    Registers registers = innermost;
    bool behindCall = false;
    while (frames.size() < MostFrames && registers[Registers::ReturnAddress].value_or(0) != 0) {
        Frame frame;
        frame.code = *registers[Registers::ReturnAddress];
        frame.stack = registers[Registers::Rsp].value_or(0);
        frame.place = codeAt(frame.code, behindCall);
        if (!frames.empty()) {
            frame.interrupted = !behindCall;
            if (const std::optional<Address> called = behindCall ? calledBefore(frame.code, m_state->memory) : std::nullopt; called && *called != 0)
                frames.back().entered = symbolAt(throughTable(*called, m_state->memory));
        }
        frames.push_back(frame);
        bool signal = false;
        int missing = -1;
        std::optional<Registers> caller = m_state->unwound(registers, behindCall, signal, missing);
        if (!caller && missing == Registers::Rbp) {
            registers[Registers::Rbp] = m_state->framePointer(registers, mappings, behindCall);
            if (registers[Registers::Rbp])
                caller = m_state->unwound(registers, behindCall, signal, missing);
        }
        if (!caller || !(*caller)[Registers::Rsp] || (!signal && *(*caller)[Registers::Rsp] <= frame.stack))
            break;
        registers = *caller;
        behindCall = !signal;
    }
#else
    static_cast<void>(mappings);
    static_cast<void>(innermost);
#endif
    return frames;
}

} // namespace braid::attach
