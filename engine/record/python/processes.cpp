// What several processes of one Python program share: locks, and objects that are told of as a whole.
#include "engine/record/python/calls.h"
#include "engine/record/shared_page.h"
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/objects.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/thread.h"

#include <poll.h>
#include <sys/stat.h>

namespace braid::record::calls {
namespace {

using trace::ObjectKind;

/// So that an object that is told of as a whole is another one than the semaphore or the pipe that it is known by.
constexpr std::uint64_t Whole = 0x57686F6C65;

/// `file`: a descriptor, or a number that does not fit into one and is known by itself.
std::uint64_t keyOf(std::uint64_t file, const void* handle) {
    if (handle != nullptr) {
        const std::uint64_t key = sharedKeyOf(handle);
        return key != 0 ? spread(key ^ Whole) : 0;
    }
    struct stat status {};
    if (file >> 32 != 0)
        return spread(file ^ Whole);
    const int fd = static_cast<int>(file);
    return ::fstat(fd, &status) == 0 ? spread(spread(status.st_dev ^ Whole) ^ status.st_ino) : 0;
}

/// Of a new object: what was known by that key was another one.
ObjectEntry* renewed(std::uint64_t key, std::uint64_t wordNumber) {
    const auto word = static_cast<std::uint16_t>(wordNumber);
    ObjectEntry* entry = sharedEntry(key);
    if (entry == nullptr)
        return nullptr;
    entry->detail = entry->name = 0;
    entry->word = word;
    entry->about = 0;
    entry->owner.store(0, std::memory_order_relaxed);
    entry->id.store(0, std::memory_order_relaxed);
    entry->generation.store(0, std::memory_order_release);
    return entry;
}

ObjectKind kindOf(PythonLock lock) {
    switch (lock) {
    case PythonLock::Plain:
        return ObjectKind::Mutex;
    case PythonLock::Recursive:
        return ObjectKind::RecursiveMutex;
    default:
        return ObjectKind::Semaphore;
    }
}

const void* addressOf(Arguments arguments, std::ptrdiff_t count, std::ptrdiff_t at) {
    return reinterpret_cast<const void*>(numberOf(arguments, count, at)); // NOLINT: Python hands it over as a number
}

} // namespace

PyObject* share(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const void* handle = addressOf(arguments, count, 0);
    const std::uint64_t key = handle != nullptr && enter() ? sharedKeyOf(handle) : 0;
    ObjectEntry* own = key != 0 ? entryAt(handle) : nullptr;
    if (own == nullptr)
        return none();
    const auto kind = static_cast<PythonLock>(numberOf(arguments, count, 1));
    const char* name = textOf(arguments, count, 3);
    own->detail = static_cast<std::uint32_t>(PythonLock::Shared);
    if (name != nullptr && own->number() == 0)
        nameObject(*own, name); // for when it is told of
    if (numberOf(arguments, count, 4) == 0) {
        if (const ObjectEntry* told = name != nullptr ? knownObject(key) : nullptr)
            sayText(EventKind::NameObject, told->number(), 0, 0, name);
        return none();
    }
    ObjectEntry* entry = renewed(key, numberOf(arguments, count, 5));
    if (entry == nullptr)
        return none();
    entry->detail = static_cast<std::uint32_t>(kind);
    entry->about = numberOf(arguments, count, 2);
    if (kind == PythonLock::None || kind == PythonLock::Plain || kind == PythonLock::Recursive)
        static_cast<void>(objectOf(key, kindOf(kind), kind == PythonLock::None ? entry->about : 0, pythonSite(), name, handle));
    return none();
}

PyObject* defineShared(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (count < 6 || !enter())
        return truth(false);
    forgetObject(arguments[0]);
    const std::uint64_t key = keyOf(numberOf(arguments, count, 1), addressOf(arguments, count, 2));
    ObjectEntry* own = key != 0 ? entryAt(arguments[0]) : nullptr;
    if (own == nullptr)
        return truth(false);
    if (const char* name = textOf(arguments, count, 5)) {
        const auto kind = static_cast<ObjectKind>(numberOf(arguments, count, 3));
        const bool number = numberOf(arguments, count, 1) >> 32 != 0; // whoever comes first makes it
        if ((!number && renewed(key, numberOf(arguments, count, 6)) == nullptr) || objectOf(key, kind, numberOf(arguments, count, 4), pythonSite(), name) == nullptr)
            return truth(false);
    } else if (knownObject(key) == nullptr) {
        return truth(false);
    }
    own->detail = static_cast<std::uint32_t>(PythonLock::SharedWhole);
    own->about = key;
    return truth(true);
}

namespace {

/// How many items of the queue have been written, in the lower half of ObjectEntry::about, and read, in the upper one. Only who has the
/// queue's own lock for that changes it. ObjectEntry::owner counts those put; `detail` is which order of the page is the queue's, plus 1.
constexpr std::uint64_t OneWritten = 1, OneRead = std::uint64_t{1} << 32;

SharedPage::ItemOrder* orderOf(ObjectEntry& entry) {
    SharedPage* page = sharedPage();
    std::uint32_t order = __atomic_load_n(&entry.detail, __ATOMIC_ACQUIRE);
    if (order == 0) {
        const std::uint32_t next = page->orders.fetch_add(1) + 1;
        if (next > SharedPage::Orders)
            return nullptr;
        if (!__atomic_compare_exchange_n(&entry.detail, &order, next, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            return page->itemOrders() + (order - 1);
        order = next;
    }
    return page->itemOrders() + (order - 1);
}

ObjectEntry* queueAt(Arguments arguments, std::ptrdiff_t count) {
    ObjectEntry* entry = count > 0 && enter() ? wholeAt(arguments[0]) : nullptr;
    return entry != nullptr && isShared(*entry) ? entry : nullptr;
}

} // namespace

PyObject* itemPut(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    ObjectEntry* entry = queueAt(arguments, count);
    return g_python.fromNumber(entry != nullptr ? entry->owner.fetch_add(1) + 1 : 0);
}

PyObject* itemSent(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    ObjectEntry* entry = queueAt(arguments, count);
    SharedPage::ItemOrder* order = entry != nullptr ? orderOf(*entry) : nullptr;
    if (order == nullptr)
        return none();
    const auto place = static_cast<std::uint32_t>(__atomic_fetch_add(&entry->about, OneWritten, __ATOMIC_ACQ_REL));
    order->numbers[place % SharedPage::ItemOrder::Places].store(static_cast<std::uint32_t>(numberOf(arguments, count, 1)), std::memory_order_release);
    return none();
}

PyObject* itemGot(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    ObjectEntry* entry = queueAt(arguments, count);
    SharedPage::ItemOrder* order = entry != nullptr ? orderOf(*entry) : nullptr;
    if (order == nullptr)
        return g_python.fromNumber(0);
    const std::uint64_t counts = __atomic_fetch_add(&entry->about, OneRead, __ATOMIC_ACQ_REL);
    const auto written = static_cast<std::uint32_t>(counts), read = static_cast<std::uint32_t>(counts >> 32);
    const bool there = written != read && written - read <= SharedPage::ItemOrder::Places;
    return g_python.fromNumber(there ? order->numbers[read % SharedPage::ItemOrder::Places].load(std::memory_order_acquire) : 0);
}

PyObject* ready(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    pollfd asked{static_cast<int>(numberOf(arguments, count, 0)), POLLIN, 0};
    const timespec now{};
    return truth(trace::systemCall(__NR_ppoll, reinterpret_cast<long>(&asked), 1, reinterpret_cast<long>(&now), 0, 8) != 0);
}

PyObject* defineSelector(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* name = textOf(arguments, count, 2);
    if (name == nullptr || !enter())
        return truth(false);
    forgetObject(arguments[0]);
    const std::uint64_t fd = numberOf(arguments, count, 1);
    const ObjectEntry* selector = selectorEntry(static_cast<int>(fd), pythonSite());
    ObjectEntry* own = selector != nullptr ? entryAt(arguments[0]) : nullptr;
    if (own == nullptr)
        return truth(false);
    own->detail = static_cast<std::uint32_t>(PythonLock::Selector);
    own->about = fd;
    sayText(EventKind::NameObject, selector->number(), 0, 0, name);
    return truth(true);
}

PyObject* nameDescriptor(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* name = textOf(arguments, count, 1);
    const ObjectEntry* entry = name != nullptr && enter() ? descriptorEntry(static_cast<int>(numberOf(arguments, count, 0)), pythonSite()) : nullptr;
    if (entry != nullptr)
        sayText(EventKind::NameObject, entry->number(), 0, 0, name);
    return none();
}

} // namespace braid::record::calls
