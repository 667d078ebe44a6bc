#include "engine/record/shim/sites.h"

#include "engine/record/shim/memory.h"
#include "engine/record/shim/thread.h"

#include <atomic>
#include <cstring>
#include <dlfcn.h>
#include <link.h>
#include <unwind.h>

namespace braid::record {
namespace {

constexpr std::uint32_t Places = 1u << 17; ///< twice as many as there are numbers
constexpr std::uint32_t Modules = 1024;

struct Place {
    std::atomic<std::uint64_t> address;
    std::atomic<std::uint32_t> site; ///< + 1; 0 = being made
};
struct Module {
    std::atomic<std::uint64_t> base;
    std::atomic<std::uint32_t> id; ///< 0 = being made
    std::atomic<std::uint32_t> language;
};
constinit Place* g_places = nullptr;
constinit Module* g_modules = nullptr;

struct CachedSite {
    const void* address;
    std::uint32_t site;
};
[[gnu::tls_model("initial-exec")]] constinit thread_local CachedSite t_cached[64]{};

/// A library of the language: what is called from there is called for somebody else.
bool isLanguage(const char* path) {
    for (const char* each : {"/libstdc++.so", "/libc++.so", "/libgcc_s.so", "/libc.so.6", "/libgomp.so", "/libbraid-record.so"})
        if (std::strstr(path, each) != nullptr)
            return true;
    return false;
}

std::uint32_t define(const void* address, const char* path, std::uint64_t base, Module& module) {
    char program[4096];
    if (path == nullptr || *path == '\0') { // of the program itself the loader does not tell
        const long length = trace::systemCall(__NR_readlink, reinterpret_cast<long>("/proc/self/exe"), reinterpret_cast<long>(program), sizeof program - 1);
        program[length > 0 ? length : 0] = '\0';
        path = program;
    }
    (void)address;
    module.language.store(isLanguage(path) ? 1 : 0, std::memory_order_relaxed);
    const std::uint32_t id = newId();
    char text[4097];
    const std::size_t length = std::strlen(path);
    std::memcpy(text, path, length + 1); // the build id behind it is not told
    trace::appendText(t_writer, EventKind::DefineModule, id, 0, 0, Order::Own, base, 0, text, length + 1);
    return id;
}

Module* moduleAt(const void* address, std::uint64_t& base) {
    dl_find_object found{};
    if (_dl_find_object(const_cast<void*>(address), &found) != 0)
        return nullptr;
    base = reinterpret_cast<std::uint64_t>(found.dlfo_map_start);
    std::uint32_t place = static_cast<std::uint32_t>(spread(base) >> 40) % Modules;
    for (std::uint32_t tried = 0; tried < Modules; ++tried, place = (place + 1) % Modules) {
        Module& module = g_modules[place];
        std::uint64_t known = module.base.load(std::memory_order_acquire);
        if (known == 0 && module.base.compare_exchange_strong(known, base, std::memory_order_acq_rel)) {
            module.id.store(define(address, found.dlfo_link_map->l_name, base, module), std::memory_order_release);
            return &module;
        }
        if (known == base)
            return &module;
    }
    return nullptr;
}

/// A number for `address`, a return address.
std::uint32_t define(const void* address) {
    trace::Header& header = mapping().header();
    std::uint64_t base = 0;
    const void* inCall = static_cast<const char*>(address) - 1;
    const std::uint32_t module = moduleOf(inCall, base);
    const std::uint32_t number = header.sites.fetch_add(1, std::memory_order_relaxed) + 1;
    if (number > UINT16_MAX)
        return 0;
    trace::append(t_writer, EventKind::DefineCode, number, 0, 0, Order::Own, reinterpret_cast<std::uint64_t>(inCall) - base, module);
    return number;
}

struct Walk {
    const void* found;
    const void* first;
    int depth;
};

_Unwind_Reason_Code step(_Unwind_Context* context, void* into) {
    constexpr int Deepest = 24;
    auto* walk = static_cast<Walk*>(into);
    const void* address = reinterpret_cast<const void*>(_Unwind_GetIP(context));
    if (++walk->depth > Deepest || address == nullptr)
        return _URC_END_OF_STACK;
    std::uint64_t base = 0;
    const Module* module = moduleAt(static_cast<const char*>(address) - 1, base);
    if (module == nullptr || module->language.load(std::memory_order_relaxed) != 0)
        return _URC_NO_REASON;
    walk->found = address;
    return _URC_END_OF_STACK;
}

} // namespace

bool makeSiteTable() {
    g_places = static_cast<Place*>(pagesOf(sizeof(Place) * Places));
    g_modules = static_cast<Module*>(pagesOf(sizeof(Module) * Modules));
    return g_places != nullptr && g_modules != nullptr;
}

std::uint32_t moduleOf(const void* address, std::uint64_t& base) {
    const Module* module = moduleAt(address, base);
    return module != nullptr ? module->id.load(std::memory_order_acquire) : 0;
}

std::uint32_t siteOf(const void* address) {
    const std::uint64_t key = reinterpret_cast<std::uint64_t>(address);
    CachedSite& cached = t_cached[spread(key) >> 58];
    if (cached.address == address) [[likely]]
        return cached.site;
    std::uint32_t place = static_cast<std::uint32_t>(spread(key) >> 40) % Places;
    std::uint32_t site = 0;
    for (std::uint32_t tried = 0; tried < 64; ++tried, place = (place + 1) % Places) {
        Place& known = g_places[place];
        std::uint64_t there = known.address.load(std::memory_order_acquire);
        if (there == 0 && known.address.compare_exchange_strong(there, key, std::memory_order_acq_rel)) {
            site = define(address);
            known.site.store(site + 1, std::memory_order_release);
            break;
        }
        if (there == key) {
            const std::uint32_t made = known.site.load(std::memory_order_acquire);
            if (made == 0)
                return 0; // another thread is about to give it its number
            site = made - 1;
            break;
        }
    }
    cached = {address, site};
    return site;
}

std::uint32_t callerOf(const void* address) {
    std::uint64_t base = 0;
    const Module* module = moduleAt(static_cast<const char*>(address) - 1, base);
    if (module == nullptr || module->language.load(std::memory_order_relaxed) == 0)
        return siteOf(address);
    Walk walk{nullptr, address, 0};
    t_thread.inside = 1; // the unwinder has a pthread_once of its own
    _Unwind_Backtrace(step, &walk);
    t_thread.inside = 0;
    return siteOf(walk.found != nullptr ? walk.found : address);
}

} // namespace braid::record
