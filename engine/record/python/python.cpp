#include "engine/record/python/python.h"

#include "engine/record/shim/interpreter.h"

#include <cstring>
#include <dlfcn.h>

namespace braid::record {

constinit PythonFunctions g_python{};
constinit bool g_readsFrames = false;

bool findPython() {
    const auto find = [](auto& function, const char* name, const char* otherwise = nullptr) {
        void* found = dlsym(RTLD_DEFAULT, name);
        if (found == nullptr && otherwise != nullptr)
            found = dlsym(RTLD_DEFAULT, otherwise);
        std::memcpy(&function, &found, sizeof function);
        return found != nullptr;
    };
    PythonFunctions all{};
    const bool complete =
        find(all.threadState, "PyGILState_GetThisThreadState") && find(all.attachedState, "_PyThreadState_UncheckedGet", "PyThreadState_GetUnchecked") &&
        find(all.isInitialized, "Py_IsInitialized") && find(all.version, "Py_GetVersion") && find(all.addPendingCall, "Py_AddPendingCall") &&
        find(all.lineOf, "PyCode_Addr2Line") && find(all.text, "PyUnicode_AsUTF8AndSize") &&
        find(all.number, "PyLong_AsUnsignedLongLongMask") && find(all.fromNumber, "PyLong_FromUnsignedLongLong") && find(all.incRef, "Py_IncRef") &&
        find(all.decRef, "Py_DecRef") && find(all.clearError, "PyErr_Clear") && find(all.callObject, "PyObject_CallObject") &&
        find(all.callWith, "PyObject_CallFunctionObjArgs") && find(all.newFunction, "PyCFunction_NewEx") && find(all.newDictionary, "PyDict_New") &&
        find(all.setItem, "PyDict_SetItemString") && find(all.builtins, "PyEval_GetBuiltins") && find(all.compile, "Py_CompileStringExFlags") &&
        find(all.evaluate, "PyEval_EvalCode") && find(all.none, "_Py_NoneStruct");
    Dl_info info{};
    if (!complete || dladdr(reinterpret_cast<const void*>(all.isInitialized), &info) == 0)
        return false;
    all.program = info.dli_fbase;
    g_python = all;
    return true;
}

bool holdsInterpreter() { return hasInterpreterLock() || (g_python.attachedState != nullptr && g_python.attachedState() != nullptr && g_python.attachedState() == g_python.threadState()); }

} // namespace braid::record
