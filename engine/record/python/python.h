#pragma once

#include <cstddef>
#include <cstdint>

/// What the preloaded library knows of the CPython that it finds itself in. Nothing here is linked against Python: functions are looked
/// up by name, and a few members of its structures are read where its version is known.
namespace braid::record {

struct PyObject; ///< any object of Python, never looked into by name

/// Functions of the interpreter. All are null where the program is no Python.
struct PythonFunctions {
    void* (*threadState)();   ///< PyGILState_GetThisThreadState: of the calling thread, whether or not it has the interpreter lock
    void* (*attachedState)(); ///< of the thread that has the interpreter lock; from 3.12 on of the calling thread, where it has that
    int (*isInitialized)();
    const char* (*version)();
    int (*addPendingCall)(int (*)(void*), void*);
    int (*lineOf)(PyObject* code, int offset); ///< PyCode_Addr2Line
    const char* (*text)(PyObject*, std::ptrdiff_t* length);
    unsigned long long (*number)(PyObject*);
    PyObject* (*fromNumber)(unsigned long long);
    void (*incRef)(PyObject*);
    void (*decRef)(PyObject*);
    void (*clearError)();
    PyObject* (*callObject)(PyObject*, PyObject*);
    PyObject* (*callWith)(PyObject*, ...);
    PyObject* (*newFunction)(void* definition, PyObject* self, PyObject* module);
    PyObject* (*newDictionary)();
    int (*setItem)(PyObject* dictionary, const char* key, PyObject* value);
    PyObject* (*builtins)();
    PyObject* (*compile)(const char* source, const char* file, int start, void* flags, int optimise);
    PyObject* (*evaluate)(PyObject* code, PyObject* globals, PyObject* locals);
    PyObject* none;
    const void* program; ///< where the module begins that the interpreter is in
};
extern PythonFunctions g_python;

/// Looks the functions up. While the process has one thread. False where the program is no Python.
bool findPython();
/// It is a Python whose frames can be read. Set once its version is known.
extern bool g_readsFrames;

/// The calling thread has the interpreter lock, so that it may ask for what takes more than reading memory.
[[nodiscard]] bool holdsInterpreter();

/// What is known of a function of Python.
namespace code {
constexpr std::uint32_t Known = 1;
constexpr std::uint32_t Library = 2;     ///< of the standard library
constexpr std::uint32_t Helper = 4;      ///< of the helper, which is nobody's doing
constexpr std::uint32_t Import = 16;     ///< of importlib
constexpr std::uint32_t Waiter = 8;      ///< threading.Condition.wait, which makes a lock for each who waits
constexpr std::uint32_t Package = 32;    ///< of an installed package
constexpr std::uint32_t Expression = 64; ///< no function, but an expression that is one inside
} // namespace code

/// The number of the place in the program's own Python from which the calling thread has come here: the innermost frame outside of the
/// standard library. 0 where there is none, or none that can be told now.
/// `returnAddress`: in the interpreter, or null; `frame`, see siteOf().
[[nodiscard]] std::uint32_t pythonSite(const void* returnAddress = nullptr, const void* frame = nullptr);
/// A place in the program's own Python by its words; its number, 0 where there are too many. The thread must record.
/// `behind`: the number of the place in the code by which it does that; 0 = not known.
[[nodiscard]] std::uint32_t defineSite(const char* file, std::uint64_t line, const char* function, std::uint32_t behind = 0);
/// Flags of `code` for the innermost frame that is not the helper's; 0 where there is none.
[[nodiscard]] std::uint32_t innermostCode();

/// Finds the interpreter, if there is one, and sees whether the helper is wanted. While the process has one thread.
bool preparePython();
/// Has the helper started as soon as the interpreter can run it. Called by a thread that has just got the interpreter lock.
void considerHelper();
extern bool g_helperIsDue;

} // namespace braid::record
