// The frames of Python, read where they lie: asking the interpreter for them would allocate, and may run its garbage collection.
#include "engine/record/python/frames.h"

#include "engine/record/python/python.h"
#include "engine/record/shim/interpreter.h"
#include "engine/record/shim/memory.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"

#include <atomic>
#include <cstring>

namespace braid::record {
namespace {

/// Where things lie in CPython (Include/internal/pycore_frame.h, pystate.h, code.h), in bytes.
struct Layout {
    std::uint32_t frame;       ///< in the thread's state: its innermost frame, or where `chain` says so, what leads there
    std::int32_t chain;        ///< in that: the innermost frame; -1 where `frame` is it
    std::uint32_t code;        ///< in a frame
    std::uint32_t previous;    ///< in a frame: its caller's
    std::uint32_t at;          ///< in a frame: its instruction
    std::int32_t owner;        ///< in a frame: whose it is; -1: all are Python's
    std::int32_t instructions; ///< in a code object: the first one; -1 where `at` is a number
    std::uint32_t perStep;     ///< bytes of a step of that number
    std::uint32_t file, name;  ///< in a code object: texts
    std::uint32_t ascii, wide; ///< in a text: its characters, where all are ASCII, and else
    std::uint32_t generator;   ///< in a generator: its frame, or where `rests` is -1, what leads there
    std::int32_t rests;        ///< in a generator: a byte that is below 1 while it is not over
    bool sends;                ///< generators have a slot for what is sent to them
};
constexpr std::uint8_t OwnedByC = 3;
constexpr Layout Layouts[] = {
    {24, -1, 32, 24, 104, -1, -1, 1, 104, 112, 48, 72, 16, -1, false}, // 3.8
    {24, -1, 32, 24, 104, -1, -1, 1, 104, 112, 48, 72, 16, -1, false}, // 3.9
    {24, -1, 32, 24, 96, -1, -1, 2, 104, 112, 48, 72, 16, -1, true},   // 3.10
    {56, 8, 32, 48, 56, 69, 184, 1, 112, 128, 48, 72, 80, 75, true},   // 3.11
    {56, 0, 0, 8, 56, 70, 192, 1, 112, 128, 40, 56, 72, 67, true},     // 3.12
    {72, -1, 0, 8, 56, 70, 200, 1, 112, 128, 40, 56, 72, 67, true},    // 3.13
};
constexpr int OldestMinor = 8;
constinit Layout g_layout{};
constinit char g_library[512]{};

constexpr std::uint32_t Codes = 1u << 16, Places = 1u << 17, FarthestProbe = 64;
struct Code {
    std::atomic<std::uint64_t> object;
    std::atomic<std::uint32_t> flags; ///< code::Known and others; 0 = being made
};
struct Place {
    std::atomic<std::uint64_t> key;
    std::atomic<std::uint32_t> site; ///< + 1; 0 = being made
};
constinit Code* g_codes = nullptr;
constinit Place* g_places = nullptr;

struct Frame {
    const char* at = nullptr; ///< null: there is none
    PyObject* code = nullptr;
    std::int64_t offset = 0; ///< of the instruction, in bytes
};

template <class T>
T valueAt(const char* base, std::uint32_t offset) {
    T value;
    std::memcpy(&value, base + offset, sizeof value);
    return value;
}

[[gnu::always_inline]] inline Frame described(const char* frame) {
    while (frame != nullptr && g_layout.owner >= 0 && valueAt<std::uint8_t>(frame, static_cast<std::uint32_t>(g_layout.owner)) >= OwnedByC)
        frame = valueAt<const char*>(frame, g_layout.previous);
    if (frame == nullptr)
        return {};
    Frame seen{frame, valueAt<PyObject*>(frame, g_layout.code), 0};
    if (g_layout.instructions >= 0)
        seen.offset = valueAt<const char*>(frame, g_layout.at) - (reinterpret_cast<const char*>(seen.code) + g_layout.instructions);
    else
        seen.offset = std::int64_t{valueAt<std::int32_t>(frame, g_layout.at)} * g_layout.perStep;
    return seen;
}

[[gnu::always_inline]] inline Frame innermost() {
    // The state of who has the interpreter lock is found without the thread's own key.
    const void* own = !g_readsFrames ? nullptr : hasInterpreterLock() ? g_python.attachedState()
                                                                      : nullptr;
    if (own == nullptr && g_readsFrames)
        own = g_python.threadState();
    const auto* state = static_cast<const char*>(own);
    if (state == nullptr)
        return {};
    const char* frame = valueAt<const char*>(state, g_layout.frame);
    if (g_layout.chain >= 0 && frame != nullptr)
        frame = valueAt<const char*>(frame, static_cast<std::uint32_t>(g_layout.chain));
    return described(frame);
}

Frame callerOf(const Frame& frame) { return described(valueAt<const char*>(frame.at, g_layout.previous)); }

/// A text of Python, read where it lies: asking for it would allocate, which a thread may not that is about to leave the interpreter.
void copyText(PyObject* text, char* into, std::size_t size) {
    constexpr std::uint32_t LengthAt = 16, StateAt = 32, KindShift = 2, KindMask = 7, CompactShift = 5, AsciiShift = 6;
    const char* object = reinterpret_cast<const char*>(text);
    into[0] = '\0';
    if (object == nullptr)
        return;
    const auto state = valueAt<std::uint32_t>(object, StateAt);
    if ((state >> CompactShift & 1) == 0)
        return;
    const bool ascii = (state >> AsciiShift & 1) != 0;
    const std::uint32_t width = state >> KindShift & KindMask;
    const char* from = object + (ascii ? g_layout.ascii : g_layout.wide);
    std::size_t length = 0;
    for (std::int64_t i = 0; i < valueAt<std::int64_t>(object, LengthAt) && length + 5 < size; ++i, from += width) {
        std::uint32_t character = 0;
        std::memcpy(&character, from, width);
        const auto add = [&](std::uint32_t byte) { into[length++] = static_cast<char>(byte); };
        const auto more = [&](int shift) { add(0x80 | (character >> shift & 0x3F)); };
        if (character < 0x80) {
            add(character);
        } else if (character < 0x800) {
            add(0xC0 | character >> 6);
            more(0);
        } else if (character < 0x10000) {
            add(0xE0 | character >> 12);
            more(6);
            more(0);
        } else {
            add(0xF0 | character >> 18);
            more(12);
            more(6);
            more(0);
        }
    }
    into[length] = '\0';
}
void copyFile(PyObject* code, char* into, std::size_t size) {
    copyText(valueAt<PyObject*>(reinterpret_cast<const char*>(code), g_layout.file), into, size);
}
void copyName(PyObject* code, char* into, std::size_t size) {
    copyText(valueAt<PyObject*>(reinterpret_cast<const char*>(code), g_layout.name), into, size);
}

bool startsWith(const char* text, const char* beginning) { return std::strncmp(text, beginning, std::strlen(beginning)) == 0; }

std::uint32_t flagsOf(PyObject* code) {
    char file[1024], function[64];
    copyFile(code, file, sizeof file);
    std::uint32_t flags = code::Known;
    // The second is the interpreter's own, for calling a type.
    if (std::strcmp(file, "<braid>") == 0 || std::strcmp(file, "__init__") == 0 || file[0] == '\0')
        return flags | code::Helper;
    if (startsWith(file, "<frozen "))
        return flags | code::Library | (startsWith(file, "<frozen importlib") ? code::Import : 0);
    const std::size_t length = std::strlen(g_library);
    const bool package = std::strstr(file, "/site-packages/") != nullptr || std::strstr(file, "/dist-packages/") != nullptr;
    if (package || length == 0 || !startsWith(file, g_library) || file[length] != '/') {
        copyName(code, function, sizeof function);
        return flags | (package ? code::Package : 0) | (function[0] == '<' ? code::Expression : 0);
    }
    flags |= code::Library;
    copyName(code, function, sizeof function);
    if (std::strcmp(file + length, "/threading.py") == 0 && (std::strcmp(function, "wait") == 0 || std::strcmp(function, "Condition.wait") == 0))
        flags |= code::Waiter;
    return flags;
}

/// 0 where it is not known and cannot be asked for now.
std::uint32_t knownFlags(PyObject* code) {
    const auto key = reinterpret_cast<std::uint64_t>(code);
    std::uint32_t place = static_cast<std::uint32_t>(spread(key) >> 40) % Codes;
    for (std::uint32_t tried = 0; tried < FarthestProbe; ++tried, place = (place + 1) % Codes) {
        Code& known = g_codes[place];
        std::uint64_t there = known.object.load(std::memory_order_acquire);
        if (there == key)
            return known.flags.load(std::memory_order_acquire);
        if (there != 0)
            continue;
        if (!holdsInterpreter())
            return 0;
        if (!known.object.compare_exchange_strong(there, key, std::memory_order_acq_rel)) {
            if (there == key)
                return known.flags.load(std::memory_order_acquire);
            continue;
        }
        g_python.incRef(code); // so that nothing else ever lies there
        const std::uint32_t flags = flagsOf(code);
        known.flags.store(flags, std::memory_order_release);
        return flags;
    }
    return 0;
}

/// What has come here from Python.
struct Caller {
    const void* returnAddress = nullptr;
    const void* frame = nullptr;
};

std::uint32_t define(const Frame& frame, const Caller& caller) {
    char file[1024], function[128];
    copyFile(frame.code, file, sizeof file);
    copyName(frame.code, function, sizeof function);
    const int line = g_python.lineOf(frame.code, static_cast<int>(frame.offset));
    return defineSite(file, static_cast<std::uint64_t>(line > 0 ? line : 0), function,
                      caller.returnAddress != nullptr ? siteOf(caller.returnAddress, caller.frame) : 0);
}

struct CachedPlace {
    std::uint64_t key;
    std::uint32_t site;
};
[[gnu::tls_model("initial-exec")]] constinit thread_local CachedPlace t_cached[32]{};
/// Of innermost frames that are the program's own, so that nothing else needs to be looked at: by what stands in them.
struct OwnPlace {
    const char* code; ///< as it lies in the frame; known, so that nothing else ever lies there
    std::uint64_t at;
    std::uint32_t site;
};
constexpr std::uint32_t OwnPlaces = 64;
[[gnu::tls_model("initial-exec")]] constinit thread_local OwnPlace t_own[OwnPlaces]{};

/// Where one of `frame` is kept; the first two members are what is looked for.
[[gnu::always_inline]] inline OwnPlace& ownPlaceOf(const char* frame, OwnPlace& wanted) {
    wanted.code = valueAt<const char*>(frame, g_layout.code);
    wanted.at = g_layout.instructions >= 0 ? valueAt<std::uint64_t>(frame, g_layout.at) : valueAt<std::uint32_t>(frame, g_layout.at);
    return t_own[(reinterpret_cast<std::uint64_t>(wanted.code) >> 5 ^ wanted.at >> 1) % OwnPlaces];
}

std::uint64_t keyOf(const Frame& frame) { return spread(reinterpret_cast<std::uint64_t>(frame.code)) + static_cast<std::uint64_t>(frame.offset); }

std::uint32_t numberOf(const Frame& frame, const Caller& caller = {}) {
    const std::uint64_t key = keyOf(frame);
    CachedPlace& cached = t_cached[spread(key) >> 59];
    if (cached.key == key) [[likely]]
        return cached.site;
    std::uint32_t place = static_cast<std::uint32_t>(spread(key) >> 40) % Places;
    for (std::uint32_t tried = 0; tried < FarthestProbe; ++tried, place = (place + 1) % Places) {
        Place& known = g_places[place];
        std::uint64_t there = known.key.load(std::memory_order_acquire);
        std::uint32_t site = 0;
        if (there == 0) {
            if (!holdsInterpreter())
                return 0;
            if (known.key.compare_exchange_strong(there, key, std::memory_order_acq_rel)) {
                site = define(frame, caller);
                known.site.store(site + 1, std::memory_order_release);
                cached = {key, site};
                return site;
            }
        }
        if (there != key)
            continue;
        const std::uint32_t made = known.site.load(std::memory_order_acquire);
        if (made == 0)
            return 0; // it is being made
        cached = {key, made - 1};
        return made - 1;
    }
    return 0;
}

} // namespace

PyObject* codeOfGenerator(PyObject* generator) {
    const auto* at = reinterpret_cast<const char*>(generator);
    if (g_layout.rests >= 0)
        return valueAt<std::int8_t>(at, static_cast<std::uint32_t>(g_layout.rests)) < 1 ? valueAt<PyObject*>(at + g_layout.generator, g_layout.code) : nullptr;
    const char* frame = valueAt<const char*>(at, g_layout.generator);
    return frame != nullptr ? valueAt<PyObject*>(frame, g_layout.code) : nullptr;
}

std::uint32_t siteOfGenerator(PyObject* generator) {
    const char* frame = reinterpret_cast<const char*>(generator) + g_layout.generator;
    if (g_layout.rests < 0)
        frame = valueAt<const char*>(reinterpret_cast<const char*>(generator), g_layout.generator);
    return frame != nullptr ? numberOf(described(frame)) : 0;
}

PyObject* innermostGenerator() {
    constexpr std::uint8_t OwnedByGenerator = 1;
    const Frame frame = innermost();
    if (frame.at == nullptr || g_layout.rests < 0 || valueAt<std::uint8_t>(frame.at, static_cast<std::uint32_t>(g_layout.owner)) != OwnedByGenerator)
        return nullptr;
    return reinterpret_cast<PyObject*>(const_cast<char*>(frame.at) - g_layout.generator);
}

bool hasSendSlot() { return g_layout.sends; }

bool isProgramFunction(PyObject* code) {
    const std::uint32_t flags = knownFlags(code);
    return flags != 0 && (flags & (code::Library | code::Helper | code::Package | code::Expression)) == 0;
}

void copyFunctionName(PyObject* code, char* into, std::size_t size) { copyName(code, into, size); }

std::uint32_t defineSite(const char* file, std::uint64_t line, const char* function, std::uint32_t behind) {
    char text[1024 + 128];
    const std::size_t length = TextBuilder(text, 1024).add(file).length();
    const std::size_t more = TextBuilder(text + length + 1, 127).add(function).length();
    const std::uint32_t number = mapping().header().sites.fetch_add(1, std::memory_order_relaxed) + 1;
    if (number > UINT16_MAX)
        return 0;
    trace::appendText(t_writer, EventKind::DefineSite, number, 0, 0, Order::Own, line, behind, text, length + 1 + more);
    return number;
}

bool makeFrameTables() {
    g_codes = static_cast<Code*>(pagesOf(sizeof(Code) * Codes));
    g_places = static_cast<Place*>(pagesOf(sizeof(Place) * Places));
    return g_codes != nullptr && g_places != nullptr;
}

bool learnFrames(const char* version, const char* library) {
    if (!startsWith(version, "3.") || std::strlen(library) >= sizeof g_library || g_codes == nullptr)
        return false;
    int minor = 0;
    for (const char* digit = version + 2; *digit >= '0' && *digit <= '9'; ++digit)
        minor = minor * 10 + (*digit - '0');
    constexpr int Known = static_cast<int>(sizeof Layouts / sizeof Layouts[0]);
    if (minor < OldestMinor || minor >= OldestMinor + Known || std::strstr(version, "free-threading") != nullptr)
        return false;
    g_layout = Layouts[minor - OldestMinor];
    std::memcpy(g_library, library, std::strlen(library) + 1);
    g_readsFrames = true;
    return true;
}

namespace {

[[gnu::noinline]] std::uint32_t searchedSite(const Caller& caller) {
    if (t_writer.next == nullptr || trace::isBusy(t_writer))
        return 0;
    constexpr int Deepest = 64;
    const Frame first = innermost();
    int depth = 0;
    Frame outside; // the innermost one that is not the helper's
    for (Frame frame = first; frame.at != nullptr && ++depth < Deepest; frame = callerOf(frame)) {
        const std::uint32_t flags = knownFlags(frame.code);
        if (flags == 0)
            return 0;
        if ((flags & (code::Library | code::Helper)) == 0) {
            const std::uint32_t site = numberOf(frame, caller);
            if (OwnPlace own{}; frame.at == first.at && site != 0) {
                OwnPlace& kept = ownPlaceOf(frame.at, own);
                own.site = site;
                kept = own;
            }
            return site;
        }
        if (outside.at == nullptr && (flags & code::Helper) == 0)
            outside = frame;
    }
    return outside.at != nullptr ? numberOf(outside, caller) : 0;
}

} // namespace

std::uint32_t pythonSite(const void* returnAddress, const void* callerFrame) {
    // The state of who has the interpreter lock is found without the thread's own key. What is the interpreter's own frame is in no place.
    const char* state = g_readsFrames && hasInterpreterLock() ? static_cast<const char*>(g_python.attachedState()) : nullptr;
    if (state != nullptr) [[likely]] {
        const char* frame = valueAt<const char*>(state, g_layout.frame);
        if (g_layout.chain >= 0 && frame != nullptr)
            frame = valueAt<const char*>(frame, static_cast<std::uint32_t>(g_layout.chain));
        if (frame != nullptr) {
            OwnPlace wanted{};
            const OwnPlace& kept = ownPlaceOf(frame, wanted);
            if (kept.code == wanted.code && kept.at == wanted.at)
                return kept.site;
        }
    }
    return searchedSite({returnAddress, callerFrame});
}

std::uint32_t innermostCode() {
    for (Frame frame = innermost(); frame.at != nullptr; frame = callerOf(frame)) {
        const std::uint32_t flags = knownFlags(frame.code);
        if ((flags & code::Helper) == 0)
            return flags;
    }
    return 0;
}

} // namespace braid::record
