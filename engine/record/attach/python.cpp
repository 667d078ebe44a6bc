#include "engine/record/attach/python.h"

#include <algorithm>
#include <array>

namespace braid::attach {
namespace {

/// Where things lie in an interpreter, in bytes.
struct Layout {
    Address interpreter = 0;             ///< in the runtime: the first of a list, of which the main one is the last
    Address nextInterpreter = 0;         ///< 0 where only the main one is known
    Address lock = 0;                    ///< in the runtime: the interpreter lock, or 0
    Address lockPointer = 0;             ///< in the interpreter: where that lies, or 0
    Address lockHolder = 8, locked = 16; ///< in the lock
    Address firstThread = 0, nextThread = 0, nativeId = 0, ident = 0;
    Address currentFrames = 0, currentFrame = 0; ///< the first is 0 where the thread has the frame itself
    Address onDelete = 0;                        ///< 0 where it is not known
    Address frameCode = 0, framePrevious = 0, frameInstruction = 0, frameOwner = 0;
    Address firstLine = 0, fileName = 0, name = 0, lineTable = 0, instructions = 0;
    Address textLength = 16, textState = 32, asciiText = 0, bytesLength = 16, bytes = 32;
};

/// CPython 3.11 (Include/internal/pycore_*.h).
constexpr Layout Python311{.interpreter = 48,
                           .lock = 360,
                           .firstThread = 16,
                           .nextThread = 8,
                           .nativeId = 160,
                           .ident = 152,
                           .currentFrames = 56,
                           .currentFrame = 8,
                           .onDelete = 192,
                           .frameCode = 32,
                           .framePrevious = 48,
                           .frameInstruction = 56,
                           .firstLine = 72,
                           .fileName = 112,
                           .name = 120,
                           .lineTable = 136,
                           .instructions = 184,
                           .asciiText = 48};

/// The begin of _Py_DebugOffsets of CPython 3.13, which lies at the begin of the runtime and says where things are. All of them are
/// numbers of 64 bits.
struct DebugOffsets {
    std::array<char, 8> cookie;
    std::uint64_t version, freeThreaded;
    struct {
        std::uint64_t size, finalizing, interpreters;
    } runtime;
    struct {
        std::uint64_t size, id, next, threads, gc, modules, sysdict, builtins, gilPointer, gil, gilEnabled, gilLocked, gilHolder;
    } interpreter;
    struct {
        std::uint64_t size, previous, next, interpreter, frame, ident, nativeId, stackChunk, status;
    } thread;
    struct {
        std::uint64_t size, previous, code, instruction, locals, owner;
    } frame;
    struct {
        std::uint64_t size, fileName, name, qualifiedName, lineTable, firstLine, arguments, localNames, localKinds, instructions;
    } code;
    std::array<std::uint64_t, 2 + 4 + 3 + 3 + 3 + 2 + 3> others; ///< of objects, types, tuples, lists, dictionaries and numbers
    struct {
        std::uint64_t size, length, value;
    } bytes;
    struct {
        std::uint64_t size, state, length, ascii;
    } text;
};

Layout layoutFrom(const DebugOffsets& offsets) {
    Layout layout;
    layout.interpreter = offsets.runtime.interpreters;
    layout.nextInterpreter = offsets.interpreter.next;
    layout.lockPointer = offsets.freeThreaded == 0 ? offsets.interpreter.gilPointer : 0;
    layout.lockHolder = offsets.interpreter.gilHolder - offsets.interpreter.gil;
    layout.locked = offsets.interpreter.gilLocked - offsets.interpreter.gil;
    layout.firstThread = offsets.interpreter.threads;
    layout.nextThread = offsets.thread.next;
    layout.nativeId = offsets.thread.nativeId;
    layout.ident = offsets.thread.ident;
    layout.currentFrame = offsets.thread.frame;
    layout.frameCode = offsets.frame.code;
    layout.framePrevious = offsets.frame.previous;
    layout.frameInstruction = offsets.frame.instruction;
    layout.frameOwner = offsets.frame.owner;
    layout.firstLine = offsets.code.firstLine;
    layout.fileName = offsets.code.fileName;
    layout.name = offsets.code.name;
    layout.lineTable = offsets.code.lineTable;
    layout.instructions = offsets.code.instructions;
    layout.textLength = offsets.text.length;
    layout.textState = offsets.text.state;
    layout.asciiText = offsets.text.ascii;
    layout.bytesLength = offsets.bytes.length;
    layout.bytes = offsets.bytes.value;
    return layout;
}

/// In the interpreter lock, behind `locked`; the same from 3.2 to 3.14 (pycore_gil.h).
constexpr Address ConditionBehind = 16, MutexBehind = 64, SwitchConditionBehind = 104, LockEnd = 192;
constexpr Address Referent = 16;  ///< of a weak reference
constexpr Address Semaphore = 16; ///< of threading.Lock

class Interpreter {
public:
    Interpreter(const ProcessMemory& memory, Address runtime, const Layout& layout) : m_memory(memory), m_runtime(runtime), m_layout(layout) {}

    [[nodiscard]] const Layout& layout() const { return m_layout; }
    [[nodiscard]] Address pointer(Address address) const { return address != 0 ? m_memory.at<Address>(address).value_or(0) : 0; }
    /// The main one.
    [[nodiscard]] Address state() const {
        constexpr int MostInterpreters = 256;
        Address interpreter = pointer(m_runtime + m_layout.interpreter);
        for (int i = 0; i < MostInterpreters && m_layout.nextInterpreter != 0; ++i)
            if (const Address next = pointer(interpreter + m_layout.nextInterpreter); next != 0)
                interpreter = next;
            else
                break;
        return interpreter;
    }
    /// Of the interpreter lock the word that says whether somebody has it; 0 where there is no such lock.
    [[nodiscard]] Address locked() const {
        const Address lock = m_layout.lock != 0 ? m_runtime + m_layout.lock : m_layout.lockPointer != 0 ? pointer(state() + m_layout.lockPointer)
                                                                                                        : 0;
        return lock != 0 ? lock + m_layout.locked : 0;
    }
    [[nodiscard]] int lockHolder() const {
        const Address word = locked();
        const Address holder = word != 0 && m_memory.at<std::int32_t>(word).value_or(0) != 0 ? pointer(word - m_layout.locked + m_layout.lockHolder) : 0;
        return holder != 0 ? nativeId(holder) : 0;
    }
    [[nodiscard]] std::vector<Address> threads() const {
        constexpr std::size_t MostThreads = 4096;
        std::vector<Address> all;
        for (Address thread = pointer(state() + m_layout.firstThread); thread != 0 && all.size() < MostThreads; thread = pointer(thread + m_layout.nextThread))
            all.push_back(thread);
        return all;
    }
    [[nodiscard]] int nativeId(Address thread) const { return static_cast<int>(m_memory.at<std::uint64_t>(thread + m_layout.nativeId).value_or(0)); }
    [[nodiscard]] std::string text(Address object) const;
    [[nodiscard]] std::uint32_t lineOf(Address code, Address instruction) const;
    [[nodiscard]] std::vector<PythonFrame> framesOf(Address thread) const;

private:
    const ProcessMemory& m_memory;
    Address m_runtime;
    Layout m_layout;
};

std::string Interpreter::text(Address object) const {
    constexpr std::uint32_t Compact = 1 << 5, Ascii = 1 << 6;
    constexpr std::uint64_t Longest = 4096;
    const auto state = m_memory.at<std::uint32_t>(object + m_layout.textState);
    const auto length = m_memory.at<std::uint64_t>(object + m_layout.textLength);
    if (!state || !length || *length > Longest || (*state & Compact) == 0 || (*state & Ascii) == 0)
        return "?";
    std::string text(*length, '\0');
    return m_memory.read(object + m_layout.asciiText, text.data(), text.size()) ? text : "?";
}

/// By the table of PEP 657: each entry begins with a byte of its own kind and covers some instructions.
std::uint32_t Interpreter::lineOf(Address code, Address instruction) const {
    const Address table = pointer(code + m_layout.lineTable);
    constexpr std::uint64_t Longest = 1 << 20;
    std::vector<std::uint8_t> bytes(std::min(m_memory.at<std::uint64_t>(table + m_layout.bytesLength).value_or(0), Longest));
    auto line = static_cast<std::int64_t>(m_memory.at<std::int32_t>(code + m_layout.firstLine).value_or(0));
    if (!m_memory.read(table + m_layout.bytes, bytes.data(), bytes.size()) || instruction < code + m_layout.instructions)
        return static_cast<std::uint32_t>(line);
    const Address wanted = (instruction - code - m_layout.instructions) / 2;
    std::size_t at = 0;
    const auto number = [&] { // 6 bits a byte, the lowest first
        std::uint64_t value = 0;
        for (unsigned shift = 0; at < bytes.size(); shift += 6) {
            const std::uint8_t byte = bytes[at++];
            value |= static_cast<std::uint64_t>(byte & 63) << std::min(shift, 57U);
            if ((byte & 64) == 0)
                break;
        }
        return value;
    };
    const auto signedNumber = [&] {
        const std::uint64_t value = number();
        return (value & 1) != 0 ? -static_cast<std::int64_t>(value >> 1) : static_cast<std::int64_t>(value >> 1);
    };
    Address unit = 0;
    while (at < bytes.size()) {
        const std::uint8_t head = bytes[at++];
        constexpr unsigned Short = 10, WithoutColumn = 13, Long = 14;
        const unsigned kind = head >> 3 & 15;
        if (kind < Short) {
            at += 1;
        } else if (kind < WithoutColumn) {
            line += kind - Short;
            at += 2;
        } else if (kind == WithoutColumn) {
            line += signedNumber();
        } else if (kind == Long) {
            line += signedNumber();
            for (int skipped = 0; skipped < 3; ++skipped)
                static_cast<void>(number());
        }
        unit += (head & 7) + 1;
        if (unit > wanted)
            break;
    }
    return static_cast<std::uint32_t>(std::max<std::int64_t>(line, 0));
}

std::vector<PythonFrame> Interpreter::framesOf(Address thread) const {
    constexpr std::uint8_t OfTheInterpreter = 3; // FRAME_OWNED_BY_CSTACK: where C calls Python
    std::vector<PythonFrame> frames;
    const Address from = m_layout.currentFrames != 0 ? pointer(thread + m_layout.currentFrames) : thread;
    for (Address frame = from != 0 ? pointer(from + m_layout.currentFrame) : 0; frame != 0 && frames.size() < Symbols::MostFrames;
         frame = pointer(frame + m_layout.framePrevious)) {
        if (m_layout.frameOwner != 0 && m_memory.at<std::uint8_t>(frame + m_layout.frameOwner).value_or(0) == OfTheInterpreter)
            continue;
        const Address code = pointer(frame + m_layout.frameCode);
        frames.push_back({text(pointer(code + m_layout.name)), text(pointer(code + m_layout.fileName)), lineOf(code, pointer(frame + m_layout.frameInstruction))});
    }
    return frames;
}

/// The interpreter of a version that is known.
std::optional<Interpreter> interpreterOf(const SeenProcess& process) {
    constexpr std::uint32_t Version311 = 0x030b, Version313 = 0x030d; // upper half of Py_Version
    const auto runtime = process.symbols ? process.symbols->find("_PyRuntime") : std::nullopt;
    if (!runtime)
        return std::nullopt;
    constexpr std::array<char, 8> Cookie{'x', 'd', 'e', 'b', 'u', 'g', 'p', 'y'};
    if (const auto offsets = process.memory.at<DebugOffsets>(runtime->begin); offsets && offsets->cookie == Cookie)
        return offsets->version >> 16 == Version313 ? std::optional<Interpreter>(std::in_place, process.memory, runtime->begin, layoutFrom(*offsets)) : std::nullopt;
    const auto version = process.symbols->find("Py_Version");
    const auto number = version ? process.memory.at<std::uint32_t>(version->begin) : std::nullopt;
    return number && *number >> 16 == Version311 ? std::optional<Interpreter>(std::in_place, process.memory, runtime->begin, Python311) : std::nullopt;
}

/// The thread of the process whose state of Python lies at `state`, without knowing where in it: it has the system's number of the thread,
/// or, before 3.11, that of the C library, which points to itself and has the former.
int threadWithState(const SeenProcess& process, Address state) {
    constexpr std::size_t Words = 48;
    constexpr Address Self = 16, Number = 720; // of tcbhead_t and struct pthread of glibc on x86-64
    std::array<Address, Words> words{};
    if (!process.memory.read(state, words.data(), sizeof words))
        return 0;
    for (const Address word : words) {
        if (word <= INT32_MAX && process.thread(static_cast<int>(word)) != nullptr && word > 1)
            return static_cast<int>(word);
        const Mapping* where = word % sizeof(Address) == 0 ? process.mappingAt(word) : nullptr;
        if (where == nullptr || !where->writable || process.memory.at<Address>(word) != word || process.memory.at<Address>(word + Self) != word)
            continue;
        if (const auto number = process.memory.at<std::int32_t>(word + Number); number && process.thread(*number) != nullptr)
            return *number;
    }
    return 0;
}

/// Of other versions: the lock lies inside the runtime, and the threads that wait for it say where (`locked`; 0 where none does).
Address lockedBesideWaiters(const SeenProcess& process) {
    constexpr Address SignalsInCondition = 40, Half = 4, Holder = 8;
    const auto runtime = process.symbols ? process.symbols->find("_PyRuntime") : std::nullopt;
    for (const SeenThread& seen : process.threads) {
        const Address word = seen.thread.call.arguments[0];
        if (!runtime || seen.thread.call.number < 0 || word < runtime->begin || word >= runtime->begin + runtime->bytes)
            continue;
        const Address condition = word - SignalsInCondition - (word % 8 == 0 ? 0 : Half);
        for (const Address behind : {ConditionBehind, SwitchConditionBehind}) {
            const Address locked = condition - behind;
            const auto holder = process.memory.at<Address>(locked - Holder);
            if (process.memory.at<std::int32_t>(locked) == 1 && holder && threadWithState(process, *holder) != 0)
                return locked;
        }
    }
    return 0;
}

bool in(const PythonFrame& frame, std::string_view file, std::string_view function) { return frame.file.ends_with(file) && frame.function == function; }

/// A lock of a thread's own, which it gives back when it ends, is what join() waits for.
int threadEndingWith(const Interpreter& interpreter, Address semaphore) {
    if (interpreter.layout().onDelete == 0)
        return 0;
    for (const Address thread : interpreter.threads()) {
        const Address lock = interpreter.pointer(interpreter.pointer(thread + interpreter.layout().onDelete) + Referent);
        if (lock != 0 && interpreter.pointer(lock + Semaphore) == semaphore)
            return interpreter.nativeId(thread);
    }
    return 0;
}

void understandLock(SeenThread& seen, const Interpreter& interpreter) {
    seen.wait.kind = WaitKind::PythonLock;
    if (seen.python.empty())
        return;
    if (const int ending = threadEndingWith(interpreter, seen.wait.object); ending != 0 && ending != seen.thread.id) {
        seen.wait.kind = WaitKind::Join;
        seen.wait.target = ending;
        return;
    }
    if (in(seen.python.front(), "/threading.py", "wait"))
        seen.wait.kind = WaitKind::PythonCondition;
    const auto has = [&seen](std::string_view file, std::string_view function) {
        return std::any_of(seen.python.begin(), seen.python.end(), [&](const PythonFrame& each) { return in(each, file, function); });
    };
    // It waits for the result of a coroutine, on the thread of the loop that would have to run that.
    seen.wait.ofOwnLoop = has("/concurrent/futures/_base.py", "result") && has("/asyncio/base_events.py", "_run_once");
}

} // namespace

std::optional<InterpreterLock> interpreterLockOf(const SeenProcess& process) {
    if (const std::optional<Interpreter> interpreter = interpreterOf(process)) {
        const Address locked = interpreter->locked();
        return locked != 0 ? std::optional(InterpreterLock{locked, interpreter->lockHolder()}) : std::nullopt;
    }
    constexpr Address Holder = 8;
    const Address locked = lockedBesideWaiters(process);
    return locked != 0 ? std::optional(InterpreterLock{locked, threadWithState(process, process.memory.at<Address>(locked - Holder).value_or(0))}) : std::nullopt;
}

std::optional<int> pythonThread(const SeenProcess& process, std::uint64_t ident) {
    const std::optional<Interpreter> interpreter = interpreterOf(process);
    if (!interpreter)
        return std::nullopt;
    for (const Address thread : interpreter->threads())
        if (process.memory.at<std::uint64_t>(thread + interpreter->layout().ident) == ident)
            return interpreter->nativeId(thread);
    return std::nullopt;
}

void understandPython(SeenProcess& process) {
    const std::optional<InterpreterLock> lock = interpreterLockOf(process);
    const std::optional<Interpreter> interpreter = interpreterOf(process);
    std::map<int, Address> threads;
    for (const Address thread : interpreter ? interpreter->threads() : std::vector<Address>())
        threads.emplace(interpreter->nativeId(thread), thread);
    for (SeenThread& seen : process.threads) {
        const Address word = seen.thread.call.arguments[0];
        const bool atLock = lock && seen.thread.call.number >= 0 && word >= lock->locked + ConditionBehind && word < lock->locked + LockEnd;
        const auto known = threads.find(seen.thread.id);
        if (known != threads.end() && (atLock || seen.wait.kind != WaitKind::None))
            seen.python = interpreter->framesOf(known->second);
        if (atLock) { // it looks every 5 ms whether it has to ask more firmly
            seen.wait = Wait();
            seen.wait.kind = WaitKind::InterpreterLock;
            seen.wait.object = lock->locked + MutexBehind;
            seen.wait.through = "take_gil";
        } else if (seen.wait.kind == WaitKind::Semaphore && known != threads.end()) {
            const Mapping* where = process.mappingAt(seen.wait.object);
            if (where != nullptr && !where->shared)
                understandLock(seen, *interpreter);
        }
    }
}

} // namespace braid::attach
