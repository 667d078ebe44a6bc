// The lock of the loader: dlopen and dlclose.
#include "engine/record/shim/memory.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <link.h>

namespace braid::record {

using trace::Failure;
using trace::ObjectKind;

// The loader takes its lock inside. Whether it is held is known of what goes through here.

namespace {

BRAID_NEXT Next<void*(const char*, int)> n_dlopen{"dlopen"};
BRAID_NEXT Next<int(void*)> n_dlclose{"dlclose"};

constinit std::atomic<std::uint32_t> g_loading{0}; ///< lane that does; another one waits for it
constinit char g_loaderLock = 0;                   ///< its address stands for the lock

template <class Load>
auto loadWith(std::uint32_t site, const Load& load) {
    ObjectEntry* entry = objectOf(spread(reinterpret_cast<std::uint64_t>(&g_loaderLock) ^ std::uint64_t{g_processLane.load()} << 40),
                                  ObjectKind::RecursiveMutex, 0, site, "lock of the loader");
    if (entry == nullptr)
        return load();
    const std::uint32_t me = currentLane(), other = g_loading.load();
    const bool nested = other == me;
    if (other != 0 && !nested)
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, 0);
    // Where nobody loads it is taken to be had at once: what is wrong about that is put right by the one who really has it.
    std::uint32_t nobody = 0;
    const bool mine = !nested && g_loading.compare_exchange_strong(nobody, me);
    if (mine)
        say(EventKind::Acquired, entry->number(), entry->next(), site, Order::Own, 1);
    auto result = load();
    if (!enter())
        return result;
    if (mine) {
        g_loading.store(0);
        say(EventKind::Released, entry->number(), entry->next(), site);
    } else if (!nested) {
        say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0, static_cast<std::uint32_t>(Failure::WouldBlock));
    }
    return result;
}

} // namespace

// The loader searches what its caller names (RPATH, RUNPATH), and that is this library: what the real caller names is searched here.

namespace {

constexpr std::size_t LongestPath = 4096;

/// The search path that a module names, `kind` DT_RPATH or DT_RUNPATH; nullptr where it names none.
const char* searchPathOf(const link_map& module, ElfW(Sxword) kind) {
    const char* strings = nullptr;
    ElfW(Addr) offset = 0;
    bool named = false;
    for (const ElfW(Dyn)* entry = module.l_ld; entry != nullptr && entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_STRTAB)
            strings = reinterpret_cast<const char*>(entry->d_un.d_ptr);
        else if (entry->d_tag == kind) {
            offset = entry->d_un.d_val;
            named = true;
        }
    }
    return named && strings != nullptr ? strings + offset : nullptr;
}

/// The folder that a module lies in.
void originOf(const link_map& module, char (&folder)[LongestPath]) {
    if (module.l_name != nullptr && module.l_name[0] != '\0') {
        TextBuilder(folder, sizeof folder).add(module.l_name);
    } else { // the program itself
        const long length = trace::systemCall(__NR_readlink, reinterpret_cast<long>("/proc/self/exe"), reinterpret_cast<long>(folder), sizeof folder - 1);
        folder[length > 0 ? length : 0] = '\0';
    }
    char* slash = std::strrchr(folder, '/');
    if (slash != nullptr)
        *slash = '\0';
}

/// A folder of a search path, with $ORIGIN put in; its end is `end`.
bool expand(const char* at, const char* end, const link_map& module, char (&folder)[LongestPath]) {
    std::size_t length = 0;
    while (at < end) {
        std::size_t skipped = 0;
        for (const char* token : {"$ORIGIN", "${ORIGIN}"})
            if (std::strncmp(at, token, std::strlen(token)) == 0)
                skipped = std::strlen(token);
        if (skipped > 0) {
            char origin[LongestPath];
            originOf(module, origin);
            const std::size_t size = std::strlen(origin);
            if (length + size >= sizeof folder)
                return false;
            std::memcpy(folder + length, origin, size);
            length += size;
            at += skipped;
        } else if (*at == '$' || length + 1 >= sizeof folder) {
            return false; // $LIB, $PLATFORM: the loader's own business
        } else {
            folder[length++] = *at++;
        }
    }
    folder[length] = '\0';
    return length > 0;
}

/// Opens `file` from a folder of `path`; nullptr where it is in none of them.
void* openFrom(const char* path, const link_map& module, const char* file, int mode) {
    for (const char* at = path; path != nullptr && *at != '\0';) {
        const char* end = std::strchr(at, ':');
        if (end == nullptr)
            end = at + std::strlen(at);
        char folder[LongestPath], whole[LongestPath + 256];
        if (expand(at, end, module, folder)) {
            TextBuilder(whole, sizeof whole).add(folder).add("/").add(file);
            constexpr int Readable = 4;
            if (trace::systemCall(__NR_access, reinterpret_cast<long>(whole), Readable) == 0)
                if (void* library = n_dlopen(whole, mode))
                    return library;
        }
        at = *end == ':' ? end + 1 : end;
    }
    return nullptr;
}

bool isIn(const char* path, const char* file) {
    for (const char* at = path; at != nullptr && *at != '\0';) {
        const char* end = at + std::strcspn(at, ":;");
        char whole[LongestPath];
        if (static_cast<std::size_t>(end - at) + std::strlen(file) + 2 < sizeof whole) {
            std::memcpy(whole, at, static_cast<std::size_t>(end - at));
            TextBuilder(whole + (end - at), sizeof whole - static_cast<std::size_t>(end - at)).add("/").add(file);
            if (trace::systemCall(__NR_access, reinterpret_cast<long>(whole), 0) == 0)
                return true;
        }
        at = *end != '\0' ? end + 1 : end;
    }
    return false;
}

/// As the loader does it for the one who calls from `returnAddress`.
void* openFor(const void* returnAddress, const char* file, int mode) {
    dl_find_object caller{};
    if (file == nullptr || std::strchr(file, '/') != nullptr || (mode & RTLD_NOLOAD) != 0 || _dl_find_object(const_cast<void*>(returnAddress), &caller) != 0)
        return n_dlopen(file, mode);
    const link_map& module = *caller.dlfo_link_map;
    const char* late = searchPathOf(module, DT_RUNPATH);
    const char* early = late == nullptr ? searchPathOf(module, DT_RPATH) : nullptr;
    if (late == nullptr && early == nullptr)
        return n_dlopen(file, mode);
    if (void* loaded = n_dlopen(file, RTLD_LAZY | RTLD_NOLOAD)) { // under this name, from wherever
        n_dlclose(loaded);
        return n_dlopen(file, mode);
    }
    void* library = nullptr;
    if (early != nullptr || !isIn(std::getenv("LD_LIBRARY_PATH"), file)) // which goes before RUNPATH
        library = openFrom(early != nullptr ? early : late, module, file, mode);
    return library != nullptr ? library : n_dlopen(file, mode);
}

} // namespace

BRAID_HOOK void* dlopen(const char* file, int mode) noexcept {
    mode &= ~RTLD_DEEPBIND; // a library that looks into itself first would pass these functions by
    const void* caller = __builtin_return_address(0);
    return enter() ? loadWith(BRAID_HERE, [=] { return openFor(caller, file, mode); }) : openFor(caller, file, mode);
}
BRAID_HOOK int dlclose(void* handle) noexcept {
    return enter() ? loadWith(BRAID_HERE, [=] { return n_dlclose(handle); }) : n_dlclose(handle);
}

} // namespace braid::record
