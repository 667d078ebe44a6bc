#include "engine/record/shim/sites.h"

#include "engine/record/shim/forwarding.h"
#include "engine/record/shim/memory.h"
#include "engine/record/shim/thread.h"

#include <atomic>
#include <cstring>
#include <dlfcn.h>
#include <link.h>
#include <ucontext.h>
#include <unwind.h>

namespace braid::record {
namespace {

constexpr std::uint32_t Places = 1u << 17; ///< twice as many as there are numbers
constexpr std::uint32_t FarthestProbe = 64;
constexpr std::uint32_t Modules = 1024;
constexpr int MostYields = 256;
constexpr int Deepest = 24;
constexpr std::uint32_t CLibrary = 2; ///< of Module::language

/// A return address.
struct Place {
    std::atomic<std::uint64_t> address;
    std::atomic<std::uint32_t> site; ///< + 1; 0 = it has no number
    /// How to get to the caller of the function that it lies in, or one of these, or the bytes of that function's frame.
    std::atomic<std::uint32_t> step;
    enum : std::uint32_t {
        Unknown,  ///< not looked at
        Direct,   ///< no need to: the function calls for itself
        Forwards, ///< it calls for somebody else
        Varies    ///< the same, with frames of several sizes
    };
};
struct Module {
    std::atomic<std::uint64_t> base;
    std::atomic<std::uint32_t> id;       ///< 0 = being made
    std::atomic<std::uint32_t> language; ///< 0 = it calls for itself
    Forwarding forwarding;
};
constinit Place* g_places = nullptr;
constinit Module* g_modules = nullptr;

/// A library of the language, or one that wraps locks and threads: what is called from there is called for somebody else.
bool isLanguage(const char* path) {
    for (const char* each : {"/libstdc++.so", "/libc++.so", "/libgcc_s.so", "/libc.so.6", "/libgomp.so", "/libbraid-record.so", "/libQt6Core.so",
                             "/libQt5Core.so", "/libglib-2.0.so", "/libboost_thread.so", "/libboost_fiber.so"})
        if (std::strstr(path, each) != nullptr)
            return true;
    return false;
}

std::uint32_t define(const dl_find_object& found, std::uint64_t base, Module& module) {
    char program[4096];
    const char* path = found.dlfo_link_map->l_name;
    if (path == nullptr || *path == '\0') { // of the program itself the loader does not tell
        const long length = trace::systemCall(__NR_readlink, reinterpret_cast<long>("/proc/self/exe"), reinterpret_cast<long>(program), sizeof program - 1);
        program[length > 0 ? length : 0] = '\0';
        path = program;
    }
    module.language.store(std::strstr(path, "/libc.so.6") != nullptr || std::strstr(path, "/libbraid-record.so") != nullptr ? CLibrary : isLanguage(path) ? 1
                                                                                                                                                          : 0,
                          std::memory_order_relaxed);
    if (!isLanguage(path))
        module.forwarding = forwardingOf(path, found.dlfo_link_map->l_addr);
    const std::uint32_t id = newId();
    char text[4097];
    const std::size_t length = std::strlen(path);
    std::memcpy(text, path, length + 1); // the build id behind it is not told
    trace::appendText(t_writer, EventKind::DefineModule, id, 0, 0, Order::Own, base, 0, text, length + 1);
    return id;
}

/// nullptr where there is none, or another thread has not made it known yet.
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
            module.id.store(define(found, base, module), std::memory_order_release);
            return &module;
        }
        if (known != base)
            continue;
        for (int waited = 0; module.id.load(std::memory_order_acquire) == 0; ++waited) {
            if (waited == MostYields)
                return nullptr; // it is this thread itself, in a signal handler
            trace::systemCall(__NR_sched_yield);
        }
        return &module;
    }
    return nullptr;
}

const void* inCall(std::uint64_t returnAddress) { return reinterpret_cast<const char*>(returnAddress) - 1; }

/// nullptr where it is not there.
Place* find(std::uint64_t address, bool make) {
    std::uint32_t place = static_cast<std::uint32_t>(spread(address) >> 40) % Places;
    for (std::uint32_t tried = 0; tried < FarthestProbe; ++tried, place = (place + 1) % Places) {
        Place& known = g_places[place];
        std::uint64_t there = known.address.load(std::memory_order_acquire);
        if (there == 0 && make && (known.address.compare_exchange_strong(there, address, std::memory_order_acq_rel) || there == address))
            return &known;
        if (there == address)
            return &known;
        if (there == 0)
            return nullptr;
    }
    return nullptr;
}

std::uint32_t stepOf(Place& place) {
    std::uint32_t step = place.step.load(std::memory_order_acquire);
    if (step != Place::Unknown)
        return step;
    const std::uint64_t address = place.address.load(std::memory_order_relaxed);
    std::uint64_t base = 0;
    const Module* module = moduleAt(inCall(address), base);
    const bool forwards = module != nullptr && (module->language.load(std::memory_order_relaxed) != 0 || module->forwarding.contains(address - 1));
    if (place.step.compare_exchange_strong(step, forwards ? Place::Forwards : Place::Direct))
        return forwards ? Place::Forwards : Place::Direct;
    return step;
}

std::uint32_t numberOf(Place& place) {
    std::uint32_t site = place.site.load(std::memory_order_acquire);
    if (site != 0)
        return site - 1;
    std::uint64_t base = 0;
    const void* address = inCall(place.address.load(std::memory_order_relaxed));
    const std::uint32_t module = moduleOf(address, base);
    std::uint32_t number = mapping().header().sites.fetch_add(1, std::memory_order_relaxed) + 1;
    if (number > UINT16_MAX)
        number = 0;
    else
        trace::append(t_writer, EventKind::DefineCode, number, 0, 0, Order::Own, reinterpret_cast<std::uint64_t>(address) - base, module);
    return place.site.compare_exchange_strong(site, number + 1, std::memory_order_acq_rel) ? number : site - 1;
}

struct Walk {
    std::uint64_t from;  ///< the frames inside of it do not count
    std::uint64_t begin; ///< where that one is returned to, or would be
    Place* inner;        ///< that calls for somebody else
    std::uint64_t frame; ///< of `inner`
    Place* found;
    Place* outermost; ///< where nobody calls for himself: of the program, else of a library that is not the C library
    bool ofProgram;   ///< `outermost`
    int depth;
};

/// The size of the frame that `inner` lies in, where it is the same each time.
void learn(Place& inner, std::uint64_t size) {
    std::uint32_t known = Place::Forwards;
    const bool fits = size >= 16 && size < 1u << 20 && size % 8 == 0;
    if (!inner.step.compare_exchange_strong(known, fits ? static_cast<std::uint32_t>(size) : Place::Varies) && known != size)
        inner.step.store(Place::Varies);
}

_Unwind_Reason_Code step(_Unwind_Context* context, void* into) {
    auto* walk = static_cast<Walk*>(into);
    const std::uint64_t address = _Unwind_GetIP(context), frame = _Unwind_GetCFA(context);
    if (++walk->depth > Deepest || address == 0)
        return _URC_END_OF_STACK;
    if (walk->inner == nullptr && address != walk->from)
        return _URC_NO_REASON;
    if (walk->inner != nullptr)
        learn(*walk->inner, frame - walk->frame);
    Place* place = find(walk->inner == nullptr ? walk->begin : address, true);
    if (place == nullptr)
        return _URC_END_OF_STACK;
    if (stepOf(*place) == Place::Direct) {
        walk->found = place;
        return _URC_END_OF_STACK;
    }
    std::uint64_t base = 0;
    const Module* module = moduleAt(inCall(address), base);
    const std::uint32_t language = module != nullptr ? module->language.load(std::memory_order_relaxed) : CLibrary;
    if (language == 0 || (language != CLibrary && !walk->ofProgram)) {
        walk->outermost = place;
        walk->ofProgram = language == 0;
    }
    walk->inner = place;
    walk->frame = frame;
    return _URC_NO_REASON;
}

/// The caller for whom `first` calls, by the sizes of frames that are known; nullptr where one is not.
Place* callerByFrames(Place* first, [[maybe_unused]] std::uint64_t frame) {
    Place* place = first;
    for (int depth = 0; place != nullptr && depth < Deepest; ++depth) {
        const std::uint32_t size = stepOf(*place);
        if (size == Place::Direct)
            return place;
#if defined(__x86_64__)
        if (size <= Place::Varies || frame == 0)
            return nullptr;
        frame += size;
        place = find(reinterpret_cast<const std::uint64_t*>(frame)[-1], false); // where the call left its return address
#else
        return nullptr;
#endif
    }
    return nullptr;
}

/// The same by the unwinder; `first` where nobody calls for himself. `address`: where the unwinder meets it.
Place* callerByUnwinding(Place& first, std::uint64_t address) {
    Walk walk{address, first.address.load(std::memory_order_relaxed), nullptr, 0, nullptr, nullptr, false, 0};
    t_thread.inside = 1; // the unwinder has a pthread_once of its own
    _Unwind_Backtrace(step, &walk);
    t_thread.inside = 0;
    Place* caller = walk.found != nullptr ? walk.found : walk.outermost != nullptr ? walk.outermost
                                                                                   : &first;
    if (walk.found == nullptr) // so that the next one need not look
        caller->step.store(Place::Direct);
    return caller;
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

std::uint32_t siteOfSlowly(const void* returnAddress, const void* frame) {
    const auto address = reinterpret_cast<std::uint64_t>(returnAddress);
    Place* place = find(address, true);
    if (place == nullptr)
        return 0;
    if (stepOf(*place) == Place::Direct) {
        const std::uint32_t site = numberOf(*place);
        t_sites[spread(address) >> 58] = {returnAddress, site};
        return site;
    }
    Place* caller = callerByFrames(place, reinterpret_cast<std::uint64_t>(frame));
    return numberOf(caller != nullptr ? *caller : *callerByUnwinding(*place, address));
}

std::uint32_t placeOfFault([[maybe_unused]] const void* context) {
    if (const std::uint32_t site = g_readsFrames ? pythonSite() : 0; site != 0)
        return site;
#if defined(__x86_64__)
    const auto& registers = static_cast<const ucontext_t*>(context)->uc_mcontext.gregs;
    auto instruction = static_cast<std::uint64_t>(registers[REG_RIP]);
    std::uint64_t base = 0;
    if (moduleAt(reinterpret_cast<const void*>(instruction), base) == nullptr) { // called what is no function: it is the caller's doing
        instruction = *reinterpret_cast<const std::uint64_t*>(registers[REG_RSP]) - 1;
        if (moduleAt(reinterpret_cast<const void*>(instruction), base) == nullptr)
            return 0;
        return siteOf(reinterpret_cast<const void*>(instruction + 1), nullptr);
    }
    Place* place = find(instruction + 1, true);
    if (place == nullptr)
        return 0;
    return numberOf(stepOf(*place) == Place::Direct ? *place : *callerByUnwinding(*place, instruction));
#else
    return 0;
#endif
}

} // namespace braid::record
