#include "engine/record/shim/objects.h"

#include "engine/record/shared_page.h"
#include "engine/record/shim/memory.h"
#include "engine/record/shim/shared/shared_keys.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"

#include <asm/fcntl.h>
#include <cstring>

namespace braid::record {

using trace::ObjectKind;

constinit ObjectEntry* g_objects = nullptr;

namespace {

constexpr std::uint32_t FarthestProbe = 256;
constexpr int MostYields = 256;
constexpr std::uint64_t SharedKey = std::uint64_t{1} << 63;

constinit ObjectEntry* g_shared = nullptr;
/// Names that objects were given, one behind the other; the first byte is left free.
constinit char* g_names = nullptr;
constexpr std::uint32_t NameBytes = 1u << 24;
constinit std::atomic<std::uint32_t> g_namesEnd{1};
/// Of each kind, how many have been numbered in all processes.
constinit std::atomic<std::uint32_t>* g_named = nullptr;

const char* wordOf(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::Mutex:
        return "mutex";
    case ObjectKind::RecursiveMutex:
        return "recursive mutex";
    case ObjectKind::SharedMutex:
        return "rwlock";
    case ObjectKind::Semaphore:
        return "semaphore";
    case ObjectKind::ConditionVariable:
        return "condition";
    case ObjectKind::Barrier:
        return "barrier";
    case ObjectKind::Once:
        return "once";
    case ObjectKind::Futex:
        return "futex";
    case ObjectKind::InterpreterLock:
        return "GIL";
    case ObjectKind::Descriptor:
        return "descriptor";
    case ObjectKind::Event:
        return "eventfd";
    default:
        return "object";
    }
}

ObjectEntry* find(ObjectEntry* table, std::uint32_t size, std::uint64_t key) {
    if (table == nullptr)
        return nullptr;
    std::uint32_t place = placeOf(key, size);
    for (std::uint32_t tried = 0; tried < FarthestProbe; ++tried, place = (place + 1) % size) {
        ObjectEntry& entry = table[place];
        std::uint64_t there = entry.key.load(std::memory_order_acquire);
        if (there == key)
            return &entry;
        if (there == 0 && (entry.key.compare_exchange_strong(there, key, std::memory_order_acq_rel) || there == key))
            return &entry;
    }
    return nullptr;
}

/// Gives the entry its number in the trace where it has none, or another one where it is another object than before.
ObjectEntry* introduced(ObjectEntry* entry, ObjectKind kind, std::uint64_t initial, std::uint32_t site, const char* name, const void* address,
                        bool shared) {
    if (entry == nullptr)
        return nullptr;
    const std::uint32_t generation = shared ? 1 : g_generation.load(std::memory_order_relaxed);
    if (entry->generation.load(std::memory_order_acquire) == generation && entry->kind == kind) [[likely]]
        return entry;
    std::uint32_t free = 0;
    for (int tried = 0; !entry->busy.compare_exchange_strong(free, generation, std::memory_order_acq_rel); free = 0) {
        if (free != generation && !shared) { // left over in a forked child, whose parent was at it
            entry->busy.store(0);
            continue;
        }
        if (++tried == MostYields)
            return nullptr; // it is this thread itself, in a signal handler: this use of it goes unseen
        trace::systemCall(__NR_sched_yield);
    }
    if (entry->generation.load(std::memory_order_acquire) == generation && entry->kind == kind) { // another thread was quicker
        entry->busy.store(0, std::memory_order_release);
        return entry;
    }
    const std::uint32_t before = entry->id.load(), generationBefore = entry->generation.load();
    const bool copy = !shared && before != 0 && entry->kind == kind && generationBefore != 0 && generationBefore != generation;
    const std::uint32_t id = newId();
    char text[192];
    TextBuilder words(text, sizeof text - 64);
    if (name != nullptr || entry->name != 0)
        words.add(name != nullptr ? name : g_names + entry->name);
    else if (kind == ObjectKind::InterpreterLock)
        words.add(wordOf(kind));
    else
        words.add(wordOf(kind)).add(" #").add(g_named[static_cast<unsigned>(kind) % SharedPage::Kinds].fetch_add(1, std::memory_order_relaxed) + 1);
    std::size_t length = words.length();
    if (const char* word = kindWordOf(*entry))
        length += 1 + TextBuilder(text + length + 1, 63).add(word).length();
    trace::appendText(t_writer, EventKind::DefineObject, id, 0, site, Order::Own, initial, static_cast<std::uint32_t>(kind), text, length);
    if (address != nullptr) {
        std::uint64_t base = 0;
        const std::uint32_t module = moduleOf(address, base);
        say(EventKind::ObjectAt, id, 0, site, Order::Own, reinterpret_cast<std::uint64_t>(address), module);
    }
    if (copy)
        say(EventKind::CopyOf, id, 0, site, Order::Own, before);
    entry->kind = kind;
    entry->id.store(id, std::memory_order_relaxed);
    entry->sequence.store(0, std::memory_order_relaxed);
    if (!copy)
        entry->owner.store(0, std::memory_order_relaxed);
    entry->generation.store(generation, std::memory_order_release);
    entry->busy.store(0, std::memory_order_release);
    return entry;
}

} // namespace

bool makeObjectTable() {
    g_objects = static_cast<ObjectEntry*>(pagesOf(sizeof(ObjectEntry) * Objects));
    g_names = static_cast<char*>(pagesOf(NameBytes));
    return g_objects != nullptr && g_names != nullptr;
}

void setSharedPage(SharedPage& page) {
    g_shared = page.objects();
    g_named = page.named;
}

ObjectEntry* objectAtSlowly(const void* address, ObjectKind kind, bool shared, std::uint64_t initial, std::uint32_t site) {
    if (shared) [[unlikely]]
        if (const std::uint64_t key = sharedKeyOf(address); key != 0)
            return introduced(find(g_shared, SharedObjects, key), kind, initial, site, nullptr, address, true);
    return introduced(find(g_objects, Objects, reinterpret_cast<std::uint64_t>(address)), kind, initial, site, nullptr, address, false);
}

ObjectEntry* objectOf(std::uint64_t key, ObjectKind kind, std::uint64_t initial, std::uint32_t site, const char* name, const void* address) {
    return introduced(find(g_shared, SharedObjects, key | SharedKey), kind, initial, site, name, address, true);
}

std::uint64_t sharedKeyOf(const void* address) {
    if (const std::uint64_t known = knownSharedKey(address); known != 0)
        return known;
    const long fd = trace::systemCall(__NR_open, reinterpret_cast<long>("/proc/self/maps"), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    const auto wanted = reinterpret_cast<std::uint64_t>(address);
    std::uint64_t key = 0;
    LineReader lines(static_cast<int>(fd));
    for (const char* line = lines.next(); line != nullptr; line = lines.next()) {
        const char* at = line;
        const std::uint64_t begin = hexOf(at), end = hexOf(++at);
        if (wanted < begin || wanted >= end)
            continue;
        at += 1; // "rwxs "
        const bool shared = at[3] == 's';
        at += 5;
        const std::uint64_t offset = hexOf(at), major = hexOf(++at), minor = hexOf(++at);
        const std::uint64_t inode = decimalOf(++at);
        if (shared)
            key = spread(spread(spread(major << 32 | minor) ^ inode) ^ (offset + wanted - begin)) | SharedKey;
        break;
    }
    trace::systemCall(__NR_close, fd);
    if (key != 0)
        keepSharedKey(address, key);
    return key;
}

ObjectEntry* sharedEntry(std::uint64_t key) { return find(g_shared, SharedObjects, key | SharedKey); }

bool isShared(const ObjectEntry& entry) { return &entry >= g_shared && &entry < g_shared + SharedObjects; }

const char* nameOf(const ObjectEntry& entry) { return entry.name != 0 && !isShared(entry) ? g_names + entry.name : nullptr; }

ObjectEntry* knownObject(std::uint64_t key) {
    std::uint32_t place = placeOf(key | SharedKey, SharedObjects);
    for (std::uint32_t tried = 0; tried < FarthestProbe; ++tried, place = (place + 1) % SharedObjects) {
        ObjectEntry& entry = g_shared[place];
        const std::uint64_t there = entry.key.load(std::memory_order_acquire);
        if (there == 0)
            return nullptr;
        if (there == (key | SharedKey))
            return entry.id.load() != 0 ? &entry : nullptr;
    }
    return nullptr;
}

ObjectEntry* ownObject(std::uint64_t key, ObjectKind kind, std::uint32_t site, const char* name) {
    return introduced(find(g_objects, Objects, key), kind, 0, site, name, reinterpret_cast<const void*>(key), false);
}

ObjectEntry* entryAt(const void* address) { return find(g_objects, Objects, reinterpret_cast<std::uint64_t>(address)); }

ObjectEntry* knownAt(const void* address) {
    const auto key = reinterpret_cast<std::uint64_t>(address);
    std::uint32_t place = placeOf(key, Objects);
    for (std::uint32_t tried = 0; tried < FarthestProbe; ++tried, place = (place + 1) % Objects) {
        const std::uint64_t there = g_objects[place].key.load(std::memory_order_acquire);
        if (there == key)
            return &g_objects[place];
        if (there == 0)
            break;
    }
    return nullptr;
}

void nameObject(ObjectEntry& entry, const char* name) {
    if (name == nullptr)
        return;
    const auto bytes = static_cast<std::uint32_t>(std::strlen(name)) + 1;
    if (entry.name == 0 || std::strcmp(g_names + entry.name, name) != 0) {
        const std::uint32_t at = g_namesEnd.fetch_add(bytes, std::memory_order_relaxed);
        if (at + bytes > NameBytes) {
            g_namesEnd.store(NameBytes); // there is room for no more
            return;
        }
        std::memcpy(g_names + at, name, bytes);
        entry.name = at;
    }
    if (entry.number() != 0)
        sayText(EventKind::NameObject, entry.number(), 0, 0, name);
}

void forgetObject(const void* address) {
    // Only what is there: most of what is destroyed was never used.
    ObjectEntry* entry = knownAt(address);
    if (entry == nullptr)
        return;
    entry->detail = entry->giving = 0;
    entry->name = 0;
    entry->word = 0;
    entry->id.store(0, std::memory_order_relaxed);
    entry->generation.store(0, std::memory_order_release);
}

} // namespace braid::record
