#include "engine/record/attach/memory.h"

#include <sys/uio.h>

namespace braid::attach {

bool ProcessMemory::read(Address address, void* into, std::size_t bytes) const {
    const iovec local{into, bytes};
    const iovec remote{reinterpret_cast<void*>(address), bytes}; // NOLINT: an address of another process is a number here
    return ::process_vm_readv(m_pid, &local, 1, &remote, 1, 0) == static_cast<ssize_t>(bytes);
}

} // namespace braid::attach
