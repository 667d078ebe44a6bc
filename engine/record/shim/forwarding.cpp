#include "engine/record/shim/forwarding.h"

#include "engine/record/shim/memory.h"

#include <asm/fcntl.h>
#include <cstring>
#include <elf.h>
#include <initializer_list>
#include <link.h>
#include <sys/stat.h>

namespace braid::record {
namespace {

bool startsWith(const char* name, const char* prefix) { return std::strncmp(name, prefix, std::strlen(prefix)) == 0; }

/// Rust's older names are like C++'s, with a hash at their end.
bool isRust(const char* name) {
    const std::size_t length = std::strlen(name);
    return length > 20 && name[length - 1] == 'E' && std::strncmp(name + length - 20, "17h", 3) == 0;
}

/// How often `part` stands in `name`, behind its first two letters.
int timesIn(const char* name, const char* part) {
    int times = 0;
    for (const char* at = std::strlen(name) > 2 ? std::strstr(name + 2, part) : nullptr; at != nullptr; at = std::strstr(at + 1, part))
        ++times;
    return times;
}

/// It calls what the program gave it, which may have been expanded in it: then the program's own code lies there.
bool callsBack(const char* name) {
    if (startsWith(name, "_ZNSt23_Sp_counted_ptr_inplaceINSt13__future_base")) // the state of a future, which it destroys
        return false;
    for (const char* part : {"_State_impl", "_M_run", "_M_invoke", "_invoke", "_Function_handler", "_Task_setter", "_M_dispose", "_M_manager", "thread_data"})
        if (std::strstr(name, part) != nullptr)
            return true;
    // Lambdas: of the program, unless as many functions of std are named that may have made them.
    return timesIn(name, "EUl") > timesIn(name, "ZSt") + timesIn(name, "ZNSt") + timesIn(name, "ZNKSt");
}

/// By its mangled name: functions of std and boost, and of what the header of pthreads makes of it.
bool forwards(const char* name) {
    if (name[0] != '_' || callsBack(name))
        return false;
    if (startsWith(name, "__gthread_"))
        return true;
    if (name[1] != 'Z')
        return false;
    for (const char* prefix : {"_ZSt", "_ZNSt", "_ZNKSt", "_ZZSt", "_ZZNSt", "_ZZNKSt", "_ZN9__gnu_cxx", "_ZNK9__gnu_cxx", "_ZN5boost", "_ZNK5boost"})
        if (startsWith(name, prefix))
            return true;
    if (startsWith(name, "_ZL")) {
        const char* at = name + 3;
        while (*at >= '0' && *at <= '9')
            ++at;
        return startsWith(at, "__gthread_");
    }
    for (const char* prefix : {"_ZN3std", "_ZN4core", "_ZN5alloc"})
        if (startsWith(name, prefix))
            return isRust(name);
    return false;
}

/// A file in memory, for as long as this lives.
class MappedFile {
public:
    explicit MappedFile(const char* path) {
        const long fd = trace::systemCall(__NR_open, reinterpret_cast<long>(path), O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return;
        struct stat info {};
        if (trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
            const long memory = trace::systemCall(__NR_mmap, 0, info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
            if (memory > 0 || memory < -4095) {
                m_bytes = reinterpret_cast<const char*>(memory);
                m_size = static_cast<std::uint64_t>(info.st_size);
            }
        }
        trace::systemCall(__NR_close, fd);
    }
    ~MappedFile() {
        if (m_bytes != nullptr)
            trace::systemCall(__NR_munmap, reinterpret_cast<long>(m_bytes), static_cast<long>(m_size));
    }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    /// nullptr where the file does not hold all of it.
    [[nodiscard]] const char* at(std::uint64_t offset, std::uint64_t size) const {
        return m_bytes != nullptr && offset <= m_size && size <= m_size - offset ? m_bytes + offset : nullptr;
    }

private:
    const char* m_bytes = nullptr;
    std::uint64_t m_size = 0;
};

struct SymbolTable {
    const ElfW(Sym) * symbols;
    std::uint64_t count;
    const char* names;
    std::uint64_t namesSize;
};

SymbolTable symbolsOf(const MappedFile& file) {
    const auto* header = reinterpret_cast<const ElfW(Ehdr)*>(file.at(0, sizeof(ElfW(Ehdr))));
    if (header == nullptr || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_shentsize != sizeof(ElfW(Shdr)))
        return {};
    const auto* sections = reinterpret_cast<const ElfW(Shdr)*>(file.at(header->e_shoff, std::uint64_t{header->e_shnum} * sizeof(ElfW(Shdr))));
    for (unsigned i = 0; sections != nullptr && i < header->e_shnum; ++i) {
        const ElfW(Shdr)& section = sections[i];
        if (section.sh_type != SHT_SYMTAB || section.sh_link >= header->e_shnum)
            continue;
        const ElfW(Shdr)& strings = sections[section.sh_link];
        const char* names = file.at(strings.sh_offset, strings.sh_size);
        const char* symbols = file.at(section.sh_offset, section.sh_size);
        if (names == nullptr || symbols == nullptr || strings.sh_size == 0 || names[strings.sh_size - 1] != '\0')
            return {};
        return {reinterpret_cast<const ElfW(Sym)*>(symbols), section.sh_size / sizeof(ElfW(Sym)), names, strings.sh_size};
    }
    return {};
}

} // namespace

Forwarding forwardingOf(const char* path, std::uint64_t bias) {
    const MappedFile file(path);
    const SymbolTable table = symbolsOf(file);
    Forwarding::Range* ranges = nullptr;
    std::uint32_t count = 0;
    for (const bool counts : {true, false}) {
        if (!counts && (count == 0 || (ranges = static_cast<Forwarding::Range*>(pagesOf(count * sizeof(Forwarding::Range)))) == nullptr))
            return {nullptr, 0};
        count = 0;
        for (std::uint64_t i = 0; i < table.count; ++i) {
            const ElfW(Sym)& symbol = table.symbols[i];
            if ((symbol.st_info & 0xF) != STT_FUNC || symbol.st_size == 0 || symbol.st_name >= table.namesSize || !forwards(table.names + symbol.st_name))
                continue;
            if (!counts)
                ranges[count] = {bias + symbol.st_value, bias + symbol.st_value + symbol.st_size};
            ++count;
        }
    }
    return {ranges, count};
}

} // namespace braid::record
