#include "engine/exec/exception_text.h"

#include <exception>

namespace braid::exec {

std::string exceptionText() {
    try {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an exception of unknown type";
    }
}

} // namespace braid::exec
