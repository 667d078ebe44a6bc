#pragma once

#include "engine/exec/coroutines/loop_core.h"

#include <utility>

namespace braid::exec {

/// Something that gets turns and can wait until another one wakes it: a task, a fiber.
class Waiter : public Runnable {
public:
    virtual void wake() = 0;

protected:
    ~Waiter() = default;
};

/// The place of one who waits. It lies in the waiter's own frame or on its stack. Whichever goes first, the place or the
/// list, leaves the other one whole.
class WaitingPlace {
public:
    WaitingPlace() = default;
    ~WaitingPlace() { leave(); }
    WaitingPlace(const WaitingPlace&) = delete;
    WaitingPlace& operator=(const WaitingPlace&) = delete;

    /// Out of the list; no effect where it is in none.
    void leave() {
        m_previous->m_next = m_next;
        m_next->m_previous = m_previous;
        m_previous = m_next = this;
    }

    Waiter* waiter = nullptr; ///< nullptr: it was woken, or has given up
    bool granted = false;     ///< what it waits for is its own from here on
    bool listGone = false;    ///< and with it what was waited for

private:
    friend class WaitingList;
    WaitingPlace* m_previous = this;
    WaitingPlace* m_next = this;
};

/// Those who wait for the same, longest first. Used by one thread.
class WaitingList {
public:
    WaitingList() = default;
    ~WaitingList() {
        while (m_ends.m_next != &m_ends) {
            m_ends.m_next->listGone = true;
            m_ends.m_next->leave();
        }
    }
    WaitingList(const WaitingList&) = delete;
    WaitingList& operator=(const WaitingList&) = delete;

    void enter(WaitingPlace& place, Waiter& waiter) {
        place.waiter = &waiter;
        place.m_previous = m_ends.m_previous;
        place.m_next = &m_ends;
        m_ends.m_previous->m_next = &place;
        m_ends.m_previous = &place;
    }
    /// Wakes the first one that has not given up. Its place, out of the list by now; nullptr where there is none.
    WaitingPlace* wakeFirst() {
        while (m_ends.m_next != &m_ends) {
            WaitingPlace& first = *m_ends.m_next;
            first.leave();
            if (first.waiter == nullptr)
                continue;
            std::exchange(first.waiter, nullptr)->wake();
            return &first;
        }
        return nullptr;
    }
    /// All who wait now.
    void wakeAll() {
        while (wakeFirst() != nullptr) {
        }
    }

private:
    WaitingPlace m_ends; ///< the ring's
};

} // namespace braid::exec
