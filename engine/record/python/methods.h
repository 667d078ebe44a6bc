#pragma once

#include "engine/record/python/python.h"

namespace braid::record {

/// A method of a type that is written in C, which is replaced for all that call it.
struct Method {
    /// In whichever of its ways Python calls it: what is not passed is not looked at.
    using Function = PyObject*(PyObject* self, PyObject* a, PyObject* b, PyObject* c, PyObject* d);
    Function* real; ///< null: it is not replaced
};
/// `descriptor`: the method as it stands in its type, of CPython 3.8 to 3.13. No effect where that has been done before.
void replaceMethod(PyObject* descriptor, Method::Function* replacement, Method& method);

} // namespace braid::record
