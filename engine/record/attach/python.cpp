#include "engine/record/attach/python.h"

#include <algorithm>
#include <array>

namespace braid::attach {
namespace {

/// Where things lie in CPython 3.11 (Include/internal/pycore_*.h), in bytes.
namespace layout {
constexpr std::uint32_t Version = 0x030b; ///< upper half of Py_Version
constexpr Address MainInterpreter = 48, LastHolder = 368, Locked = 376, Condition = 392, Mutex = 440, ConditionBytes = 48, LockBytes = 40;
constexpr Address FirstThread = 16;
constexpr Address NextThread = 8, CurrentFrames = 56, Ident = 152, NativeId = 160, OnDelete = 192;
constexpr Address CurrentFrame = 8;
constexpr Address FrameCode = 32, FramePrevious = 48, FrameInstruction = 56;
constexpr Address FirstLine = 72, FileName = 112, Name = 120, LineTable = 136, Instructions = 184;
constexpr Address TextLength = 16, TextState = 32, AsciiText = 48;
constexpr Address BytesLength = 16, Bytes = 32;
constexpr Address Referent = 16;  ///< of a weak reference
constexpr Address Semaphore = 16; ///< of threading.Lock
} // namespace layout

class Interpreter {
public:
    Interpreter(const ProcessMemory& memory, Address runtime) : m_memory(memory), m_runtime(runtime) {}

    [[nodiscard]] Address pointer(Address address) const { return m_memory.at<Address>(address).value_or(0); }
    [[nodiscard]] std::vector<Address> threads() const {
        constexpr std::size_t MostThreads = 4096;
        std::vector<Address> all;
        for (Address thread = pointer(pointer(m_runtime + layout::MainInterpreter) + layout::FirstThread); thread != 0 && all.size() < MostThreads;
             thread = pointer(thread + layout::NextThread))
            all.push_back(thread);
        return all;
    }
    [[nodiscard]] int nativeId(Address thread) const { return static_cast<int>(m_memory.at<std::uint64_t>(thread + layout::NativeId).value_or(0)); }
    [[nodiscard]] std::string text(Address object) const;
    [[nodiscard]] std::uint32_t lineOf(Address code, Address instruction) const;
    [[nodiscard]] std::vector<PythonFrame> framesOf(Address thread) const;

private:
    const ProcessMemory& m_memory;
    Address m_runtime;
};

std::string Interpreter::text(Address object) const {
    constexpr std::uint32_t Compact = 1 << 5, Ascii = 1 << 6;
    constexpr std::uint64_t Longest = 4096;
    const auto state = m_memory.at<std::uint32_t>(object + layout::TextState);
    const auto length = m_memory.at<std::uint64_t>(object + layout::TextLength);
    if (!state || !length || *length > Longest || (*state & Compact) == 0 || (*state & Ascii) == 0)
        return "?";
    std::string text(*length, '\0');
    return m_memory.read(object + layout::AsciiText, text.data(), text.size()) ? text : "?";
}

/// By the table of PEP 657: each entry begins with a byte of its own kind and covers some instructions.
std::uint32_t Interpreter::lineOf(Address code, Address instruction) const {
    const Address table = pointer(code + layout::LineTable);
    constexpr std::uint64_t Longest = 1 << 20;
    std::vector<std::uint8_t> bytes(std::min(m_memory.at<std::uint64_t>(table + layout::BytesLength).value_or(0), Longest));
    auto line = static_cast<std::int64_t>(m_memory.at<std::int32_t>(code + layout::FirstLine).value_or(0));
    if (!m_memory.read(table + layout::Bytes, bytes.data(), bytes.size()) || instruction < code + layout::Instructions)
        return static_cast<std::uint32_t>(line);
    const Address wanted = (instruction - code - layout::Instructions) / 2;
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
    std::vector<PythonFrame> frames;
    for (Address frame = pointer(pointer(thread + layout::CurrentFrames) + layout::CurrentFrame); frame != 0 && frames.size() < Symbols::MostFrames;
         frame = pointer(frame + layout::FramePrevious)) {
        const Address code = pointer(frame + layout::FrameCode);
        frames.push_back({text(pointer(code + layout::Name)), text(pointer(code + layout::FileName)), lineOf(code, pointer(frame + layout::FrameInstruction))});
    }
    return frames;
}

/// Where the interpreter's state lies; nothing where it is none of this version.
std::optional<Address> runtimeOf(const SeenProcess& process) {
    const auto runtime = process.symbols->find("_PyRuntime");
    const auto version = runtime ? process.symbols->find("Py_Version") : std::nullopt;
    const auto number = version ? process.memory.at<std::uint32_t>(version->begin) : std::nullopt;
    return number && *number >> 16 == layout::Version ? std::optional(runtime->begin) : std::nullopt;
}

bool in(const PythonFrame& frame, std::string_view file, std::string_view function) { return frame.file.ends_with(file) && frame.function == function; }

/// A lock of a thread's own, which it gives back when it ends, is what join() waits for.
int threadEndingWith(const Interpreter& interpreter, Address semaphore) {
    for (const Address thread : interpreter.threads()) {
        const Address lock = interpreter.pointer(interpreter.pointer(thread + layout::OnDelete) + layout::Referent);
        if (lock != 0 && interpreter.pointer(lock + layout::Semaphore) == semaphore)
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
    const std::optional<Address> runtime = process.symbols ? runtimeOf(process) : std::nullopt;
    if (!runtime)
        return std::nullopt;
    InterpreterLock lock{*runtime + layout::Mutex, 0};
    const Interpreter interpreter(process.memory, *runtime);
    if (process.memory.at<std::int32_t>(*runtime + layout::Locked).value_or(0) != 0)
        if (const Address holder = interpreter.pointer(*runtime + layout::LastHolder); holder != 0)
            lock.holder = interpreter.nativeId(holder);
    return lock;
}

std::optional<int> pythonThread(const SeenProcess& process, std::uint64_t ident) {
    const std::optional<Address> runtime = process.symbols ? runtimeOf(process) : std::nullopt;
    if (!runtime)
        return std::nullopt;
    const Interpreter interpreter(process.memory, *runtime);
    for (const Address thread : interpreter.threads())
        if (process.memory.at<std::uint64_t>(thread + layout::Ident) == ident)
            return interpreter.nativeId(thread);
    return std::nullopt;
}

void understandPython(SeenProcess& process) {
    const std::optional<Address> runtime = runtimeOf(process);
    if (!runtime)
        return;
    const Interpreter interpreter(process.memory, *runtime);
    std::map<int, Address> threads;
    for (const Address thread : interpreter.threads())
        threads.emplace(interpreter.nativeId(thread), thread);
    for (SeenThread& seen : process.threads) {
        const Address word = seen.thread.call.arguments[0];
        const bool atLock = (word >= *runtime + layout::Condition && word < *runtime + layout::Condition + layout::ConditionBytes) ||
                            (word >= *runtime + layout::Mutex && word < *runtime + layout::Mutex + layout::LockBytes);
        const auto known = threads.find(seen.thread.id);
        if (known != threads.end() && (atLock || seen.wait.kind != WaitKind::None))
            seen.python = interpreter.framesOf(known->second);
        if (seen.thread.call.number >= 0 && atLock) { // it looks every 5 ms whether it has to ask more firmly
            seen.wait = Wait();
            seen.wait.kind = WaitKind::InterpreterLock;
            seen.wait.object = *runtime + layout::Mutex;
            seen.wait.through = "take_gil";
        } else if (seen.wait.kind == WaitKind::Semaphore && known != threads.end()) {
            const Mapping* where = process.mappingAt(seen.wait.object);
            if (where != nullptr && !where->shared)
                understandLock(seen, interpreter);
        }
    }
}

} // namespace braid::attach
