#include "engine/record/launch/symbols.h"

#include "engine/record/library_header.h"

#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <map>

namespace braid::record {
namespace {

const Dwfl_Callbacks Offline{dwfl_build_id_find_elf, dwfl_standard_find_debuginfo, dwfl_offline_section_address, nullptr};

std::string readable(const char* name) {
    if (name == nullptr)
        return {};
    if (std::strncmp(name, "_Z", 2) != 0)
        return name;
    int status = 0;
    char* plain = abi::__cxa_demangle(name, nullptr, nullptr, &status);
    std::string text = status == 0 && plain != nullptr ? plain : name;
    std::free(plain);
    return text;
}

/// Headers of the language and of the system, whose functions are expanded into the program's own.
bool isSystemHeader(const char* file) { return file != nullptr && isLibraryHeader(file); }

/// The file that an inlined call stands in.
const char* callFile(Dwarf_Die* cu, Dwarf_Die* inlined) {
    Dwarf_Attribute attribute;
    Dwarf_Word index = 0;
    Dwarf_Files* files = nullptr;
    if (dwarf_formudata(dwarf_attr(inlined, DW_AT_call_file, &attribute), &index) != 0 || dwarf_getsrcfiles(cu, &files, nullptr) != 0)
        return nullptr;
    return dwarf_filesrc(files, index, nullptr, nullptr);
}

std::uint32_t callLine(Dwarf_Die* inlined) {
    Dwarf_Attribute attribute;
    Dwarf_Word line = 0;
    return dwarf_formudata(dwarf_attr(inlined, DW_AT_call_line, &attribute), &line) == 0 ? static_cast<std::uint32_t>(line) : 0;
}

std::string functionOf(Dwarf_Die* scope) {
    Dwarf_Attribute attribute;
    for (const unsigned kind : {DW_AT_linkage_name, DW_AT_MIPS_linkage_name})
        if (const char* name = dwarf_formstring(dwarf_attr_integrate(scope, kind, &attribute)))
            return readable(name);
    const char* name = dwarf_diename(scope);
    return name != nullptr ? name : "";
}

} // namespace

struct Symbols::Internals {
    struct Module {
        Dwfl* session = nullptr;
        Dwfl_Module* module = nullptr;
        Dwarf_Addr low = 0;
    };
    std::map<std::string, Module> modules;

    Module& open(const std::string& path) {
        const auto [known, fresh] = modules.try_emplace(path);
        Module& module = known->second;
        if (!fresh)
            return module;
        module.session = dwfl_begin(&Offline);
        if (module.session == nullptr)
            return module;
        dwfl_report_begin(module.session);
        module.module = dwfl_report_offline(module.session, path.c_str(), path.c_str(), -1);
        dwfl_report_end(module.session, nullptr, nullptr);
        if (module.module != nullptr)
            dwfl_module_info(module.module, nullptr, &module.low, nullptr, nullptr, nullptr, nullptr, nullptr);
        return module;
    }
};

Symbols::Symbols() : m(std::make_unique<Internals>()) {}

Symbols::~Symbols() {
    for (auto& [path, module] : m->modules)
        if (module.session != nullptr)
            dwfl_end(module.session);
}

SourcePlace Symbols::place(const std::string& path, std::uint64_t offset) {
    SourcePlace place;
    const Internals::Module& module = m->open(path);
    if (module.module == nullptr)
        return place;
    const Dwarf_Addr address = module.low + offset;
    place.function = readable(dwfl_module_addrname(module.module, address));
    Dwfl_Line* line = dwfl_module_getsrc(module.module, address);
    int number = 0;
    const char* file = line != nullptr ? dwfl_lineinfo(line, nullptr, &number, nullptr, nullptr, nullptr) : nullptr;
    if (file == nullptr)
        return place;
    Dwarf_Addr bias = 0;
    Dwarf_Die* cu = dwfl_module_addrdie(module.module, address, &bias);
    // What dwarf_getscopes() gives outside of an inlined function is where that is defined, not where it was expanded.
    Dwarf_Die *innermost = nullptr, *scopes = nullptr;
    const int found = cu != nullptr ? dwarf_getscopes(cu, address - bias, &innermost) : 0;
    const int count = found > 0 ? dwarf_getscopes_die(&innermost[0], &scopes) : 0;
    bool named = false;
    for (int i = 0; i < count; ++i) {
        const int tag = dwarf_tag(&scopes[i]);
        if (tag == DW_TAG_inlined_subroutine && isSystemHeader(file)) {
            const char* outer = callFile(cu, &scopes[i]);
            if (outer == nullptr)
                break;
            file = outer;
            number = static_cast<int>(callLine(&scopes[i]));
        } else if (tag == DW_TAG_inlined_subroutine || tag == DW_TAG_subprogram) {
            if (const std::string function = functionOf(&scopes[i]); !function.empty())
                place.function = function;
            named = true;
            break;
        }
    }
    if (!named && count > 0) // of an expanded one whose caller is the function that the symbol names
        place.function = readable(dwfl_module_addrname(module.module, address));
    std::free(scopes);
    std::free(innermost);
    place.file = file;
    place.line = static_cast<std::uint32_t>(number > 0 ? number : 0);
    return place;
}

std::string Symbols::variable(const std::string& path, std::uint64_t offset) {
    const Internals::Module& module = m->open(path);
    if (module.module == nullptr)
        return {};
    GElf_Sym symbol;
    GElf_Off within = 0;
    const char* name = dwfl_module_addrinfo(module.module, module.low + offset, &within, &symbol, nullptr, nullptr, nullptr);
    if (name == nullptr || GELF_ST_TYPE(symbol.st_info) != STT_OBJECT || within >= symbol.st_size)
        return {};
    return readable(name) + (within != 0 ? "+" + std::to_string(within) : "");
}

} // namespace braid::record
