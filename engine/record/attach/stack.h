#pragma once

#include "engine/record/attach/proc.h"

#include <memory>
#include <string>
#include <vector>

namespace braid::attach {

struct Registers;

/// A place in the code of a process. Value type.
struct CodePlace {
    std::string module;        ///< path of the file; empty where the address lies in none
    std::uint64_t offset = 0;  ///< from the module's lowest address
    std::string function;      ///< demangled; empty where no symbol says it
    Address functionBegin = 0; ///< 0 where neither a symbol nor the table for unwinding says it
    std::string file;          ///< of the source, where there is debug information
    std::uint32_t line = 0;
};

/// One function that is under way.
struct Frame {
    Address code = 0;  ///< the next instruction in it
    Address stack = 0; ///< its stack pointer
    CodePlace place;
    std::string entered;      ///< the symbol that the caller's call instruction names, as far as that is known: this function, or one that jumped to it
    bool interrupted = false; ///< the frame inside of it is that of a signal handler
};

/// Symbols and unwinding tables of one process, by libdw (elfutils). It reads the process's memory and the files of its modules,
/// stops nothing and uses no ptrace. Works without debug information: then places have no file and line, and without symbols no
/// function either. Not thread-safe.
class Symbols {
public:
    Symbols(int pid, const ProcessMemory& memory);
    ~Symbols();
    Symbols(const Symbols&) = delete;
    Symbols& operator=(const Symbols&) = delete;

    /// The place of a code address. `call`: it is the address behind a call.
    [[nodiscard]] CodePlace codeAt(Address address, bool call) const;
    /// The symbol that begins exactly at `address`; empty where none does.
    [[nodiscard]] std::string symbolAt(Address address) const;
    /// Where the dynamic or static symbol `name` lies, and how long it is; nothing where no module has one.
    struct Extent {
        Address begin = 0;
        std::uint64_t bytes = 0;
    };
    [[nodiscard]] std::optional<Extent> find(std::string_view name) const;
    /// "counter+0x10" for an address in static data; empty elsewhere.
    [[nodiscard]] std::string dataName(Address address) const;

    /// The functions that are under way in a thread that waits in `call`, the innermost first; at most MostFrames. Only the stack
    /// pointer, the instruction and the arguments are known of its registers. Where a function needs its frame pointer and nothing
    /// inside has saved that, it is looked for on the stack. Empty on other machines than x86-64.
    [[nodiscard]] std::vector<Frame> stackOf(const SystemCall& call, const std::vector<Mapping>& mappings) const;
    /// The same of a thread of which the registers are known.
    [[nodiscard]] std::vector<Frame> stackOf(const Registers& registers, const std::vector<Mapping>& mappings) const;
    static constexpr std::size_t MostFrames = 96;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace braid::attach
