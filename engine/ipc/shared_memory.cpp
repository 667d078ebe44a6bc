#include "engine/ipc/shared_memory.h"

#include <algorithm>
#include <cerrno>
#include <sys/mman.h>
#include <system_error>

namespace braid::ipc {

SharedPages::SharedPages(std::size_t bytes) : m_size(std::max<std::size_t>(bytes, 1)) {
    m_data = mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (m_data == MAP_FAILED)
        throw std::system_error(errno, std::generic_category(), "cannot share memory between processes");
}

SharedPages::~SharedPages() {
    munmap(m_data, m_size);
}

} // namespace braid::ipc
