#include "engine/exec/coroutines/stack_context.h"

#include <boost/context/detail/fcontext.hpp>
#include <cstdlib>
#include <cxxabi.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BRAID_ADDRESS_SANITIZER 1
#endif
#if __has_feature(thread_sanitizer)
#define BRAID_THREAD_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define BRAID_ADDRESS_SANITIZER 1
#endif
#if defined(__SANITIZE_THREAD__)
#define BRAID_THREAD_SANITIZER 1
#endif

#if defined(BRAID_ADDRESS_SANITIZER)
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(BRAID_THREAD_SANITIZER)
#include <sanitizer/tsan_interface.h>
#endif

namespace braid::exec {

using boost::context::detail::fcontext_t;
using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

namespace {

/// What goes over with a jump is the context that was left. It must not lie on that one's stack, which may be gone.
void begin(transfer_t transfer) {
    StackContext::arrivedFrom(transfer.data, transfer.fctx).runMain();
    std::abort(); // main does not return
}

} // namespace

StackContext::StackContext() {
#if defined(BRAID_THREAD_SANITIZER)
    m_fiber = __tsan_get_current_fiber();
#endif
}

StackContext::StackContext(const Stack& stack, void (*main)())
    : m_place(make_fcontext(stack.top(), stack.size, begin)), m_main(main), m_bottom(stack.bottom), m_size(stack.size) {
#if defined(BRAID_THREAD_SANITIZER)
    m_fiber = __tsan_create_fiber(0);
    m_ownsFiber = true;
#endif
}

StackContext::~StackContext() {
#if defined(BRAID_THREAD_SANITIZER)
    if (m_ownsFiber)
        __tsan_destroy_fiber(m_fiber);
#endif
}

__attribute__((noinline)) void StackContext::leave(StackContext& next, [[maybe_unused]] bool forGood) {
    m_next = &next;
    auto* exceptions = reinterpret_cast<Exceptions*>(abi::__cxa_get_globals());
    m_exceptions = *exceptions;
    *exceptions = next.m_exceptions;
#if defined(BRAID_ADDRESS_SANITIZER)
    __sanitizer_start_switch_fiber(forGood ? nullptr : &m_fakeStack, next.m_bottom, next.m_size);
#endif
}

__attribute__((noinline)) StackContext& StackContext::arrivedFrom(void* previous, void* place) {
    auto& from = *static_cast<StackContext*>(previous);
    StackContext& here = *from.m_next;
    from.m_place = place;
#if defined(BRAID_ADDRESS_SANITIZER)
    // Tells where the stack lies that was left: of a thread's own one that was not known before.
    __sanitizer_finish_switch_fiber(here.m_fakeStack, &from.m_bottom, &from.m_size);
#endif
    return here;
}

__attribute__((noinline)) void StackContext::switchTo(StackContext& next) {
    leave(next, false);
#if defined(BRAID_THREAD_SANITIZER)
    __tsan_switch_to_fiber(next.m_fiber, 0);
#endif
    const transfer_t transfer = jump_fcontext(next.m_place, this);
    arrivedFrom(transfer.data, transfer.fctx);
}

void StackContext::finishIn(StackContext& next) {
    leave(next, true);
#if defined(BRAID_THREAD_SANITIZER)
    __tsan_switch_to_fiber(next.m_fiber, 0);
#endif
    jump_fcontext(next.m_place, this);
    std::abort(); // it is never resumed again
}

} // namespace braid::exec
