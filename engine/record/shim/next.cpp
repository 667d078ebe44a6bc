#include "engine/record/shim/next.h"

#include <dlfcn.h>

extern "C" {
extern braid::record::NextSymbol __start_braid_next[];
extern braid::record::NextSymbol __stop_braid_next[];
}

namespace braid::record {

void resolveNext() {
    for (NextSymbol* symbol = __start_braid_next; symbol != __stop_braid_next; ++symbol) {
        void* found = symbol->version != nullptr ? dlvsym(RTLD_NEXT, symbol->name, symbol->version) : nullptr;
        if (found == nullptr)
            found = dlsym(RTLD_NEXT, symbol->name);
        symbol->address = found;
    }
}

} // namespace braid::record
