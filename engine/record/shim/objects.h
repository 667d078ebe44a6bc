#pragma once

#include "engine/record/shim/memory.h"
#include "engine/record/shim/thread.h"
#include "engine/trace/event.h"

#include <atomic>
#include <cstdint>

namespace braid::record {

struct SharedPage;

/// A lock, a condition … of the program: its number in the trace, and the count of its numbered events. Found by its address, so
/// that the program's own memory is left alone.
struct alignas(64) ObjectEntry {
    std::atomic<std::uint64_t> key; ///< address, or a number made of device, inode and offset; 0 = free
    std::atomic<std::uint32_t> id;  ///< 0 = not introduced
    std::atomic<std::uint32_t> sequence;
    std::atomic<std::uint32_t> generation;
    std::atomic<std::uint32_t> owner; ///< lane that holds it alone
    std::atomic<std::uint32_t> busy;  ///< a thread introduces it
    trace::ObjectKind kind;
    std::uint16_t word; ///< what the program's language calls its kind; see kindWordOf(); 0 = nothing
    std::uint32_t detail;
    std::uint32_t name;   ///< see nameObject(); 0 = none
    std::uint64_t about;  ///< what else is known of it, by its kind
    std::uint32_t giving; ///< who gives it: bits, see waiting.h

    /// The next number where several threads may ask at once.
    [[nodiscard]] std::uint32_t next() { return sequence.fetch_add(1, std::memory_order_acq_rel) + 1; }
    /// The next number where the caller holds the object's own protection.
    [[nodiscard]] std::uint32_t nextUnderProtection() {
        const std::uint32_t number = sequence.load(std::memory_order_relaxed) + 1;
        sequence.store(number, std::memory_order_relaxed);
        return number;
    }
    [[nodiscard]] std::uint32_t last() const { return sequence.load(std::memory_order_acquire); }
    [[nodiscard]] std::uint32_t number() const { return id.load(std::memory_order_relaxed); }
};

/// Makes the tables. False where there is no memory.
bool makeObjectTable();
/// What all processes of the recording share. Before anything else is done with objects.
void setSharedPage(SharedPage& page);
constexpr std::uint32_t SharedObjects = 1u << 16;

/// What is of this process alone: open addressing, by the hash of the key. Null before makeObjectTable().
extern ObjectEntry* g_objects;
constexpr std::uint32_t Objects = 1u << 20;
[[nodiscard]] inline std::uint32_t placeOf(std::uint64_t key, std::uint32_t size) { return static_cast<std::uint32_t>(spread(key) >> 36) % size; }

/// objectAt() for what is not where it is looked for first, or not introduced.
[[nodiscard]] ObjectEntry* objectAtSlowly(const void* address, trace::ObjectKind kind, bool shared, std::uint64_t initial, std::uint32_t site);
/// The entry of what lies at `address`, introduced to the trace. `shared`: other processes may use it too. `initial`: see
/// ObjectKind. nullptr where the table is full. The thread must record. Async-signal-safe.
[[nodiscard, gnu::always_inline]] inline ObjectEntry* objectAt(const void* address, trace::ObjectKind kind, bool shared, std::uint64_t initial, std::uint32_t site) {
    const auto key = reinterpret_cast<std::uint64_t>(address);
    ObjectEntry& first = g_objects[placeOf(key, Objects)];
    if (!shared && first.key.load(std::memory_order_acquire) == key && first.kind == kind &&
        first.generation.load(std::memory_order_acquire) == g_generation.load(std::memory_order_relaxed)) [[likely]]
        return &first;
    return objectAtSlowly(address, kind, shared, initial, site);
}
/// The same for what is known by a number of its own (a file), of which the highest bit must be set.
[[nodiscard]] ObjectEntry* objectOf(std::uint64_t key, trace::ObjectKind kind, std::uint64_t initial, std::uint32_t site, const char* name,
                                    const void* address = nullptr);
/// Device, inode and offset of what is mapped at `address`, as such a number; 0 where it is of this process alone.
[[nodiscard]] std::uint64_t sharedKeyOf(const void* address);
/// The entry of that number, introduced or not; nullptr where the table is full.
[[nodiscard]] ObjectEntry* sharedEntry(std::uint64_t key);
/// The entry is one that all processes of the recording see.
[[nodiscard]] bool isShared(const ObjectEntry& entry);
/// "threading.Lock"; nullptr where nothing is known. Of programs in Python: record/python/words.cpp.
[[nodiscard]] const char* kindWordOf(const ObjectEntry& entry);
/// The name that nameObject() has given it in this process; nullptr where it has none.
[[nodiscard]] const char* nameOf(const ObjectEntry& entry);
/// What was introduced by that number; nullptr where nothing was.
[[nodiscard]] ObjectEntry* knownObject(std::uint64_t key);
/// The same for what is of this process alone and has no address.
[[nodiscard]] ObjectEntry* ownObject(std::uint64_t key, trace::ObjectKind kind, std::uint32_t site, const char* name);
/// The entry of what lies at `address`, introduced or not; nullptr where the table is full.
[[nodiscard]] ObjectEntry* entryAt(const void* address);
/// The same; nullptr where nothing is known of it.
[[nodiscard]] ObjectEntry* knownAt(const void* address);
/// It is called so from here on, also where it is introduced anew. `name`: null does nothing. The thread must record.
void nameObject(ObjectEntry& entry, const char* name);
/// What lay at `address` is gone, or is made anew: its next use is that of another object.
void forgetObject(const void* address);

} // namespace braid::record
