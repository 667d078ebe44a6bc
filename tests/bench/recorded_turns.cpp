// What recorded_bench runs under the recorder: threads that lock in turn and signal those who wait for it. Not Braid's code.

#include <algorithm>
#include <cstdlib>
#include <pthread.h>
#include <sched.h>
#include <vector>

namespace {

constexpr long Locks = 8;

struct Place {
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t given = PTHREAD_COND_INITIALIZER;
    long waiting = 0; ///< turns that nobody has taken note of
    bool over = false;
};

Place g_places[Locks];
long g_turns = 0;

void* work(void* number) {
    for (long turn = 0; turn < g_turns; ++turn) {
        Place& place = g_places[(reinterpret_cast<long>(number) + turn) % Locks];
        pthread_mutex_lock(&place.mutex);
        if (turn % 64 == 63)
            sched_yield(); // while it is held: the others have to wait
        if (turn % 32 == 31) {
            ++place.waiting;
            pthread_cond_signal(&place.given);
        }
        pthread_mutex_unlock(&place.mutex);
    }
    return nullptr;
}

void* note(void* where) {
    Place& place = *static_cast<Place*>(where);
    pthread_mutex_lock(&place.mutex);
    while (!place.over) {
        while (place.waiting == 0 && !place.over)
            pthread_cond_wait(&place.given, &place.mutex);
        place.waiting = 0;
    }
    pthread_mutex_unlock(&place.mutex);
    return nullptr;
}

} // namespace

/// THREADS TURNS
int main(int argc, char** argv) {
    if (argc < 3)
        return 2;
    const long threads = std::clamp(std::atol(argv[1]), 1L, 100L);
    g_turns = std::max(std::atol(argv[2]), 1L);
    std::vector<pthread_t> workers(static_cast<std::size_t>(threads)), notes(Locks);
    for (std::size_t i = 0; i < notes.size(); ++i)
        if (pthread_create(&notes[i], nullptr, note, &g_places[i]) != 0)
            return 1;
    for (std::size_t i = 0; i < workers.size(); ++i)
        if (pthread_create(&workers[i], nullptr, work, reinterpret_cast<void*>(i)) != 0)
            return 1;
    for (const pthread_t worker : workers)
        pthread_join(worker, nullptr);
    for (Place& place : g_places) {
        pthread_mutex_lock(&place.mutex);
        place.over = true;
        pthread_cond_signal(&place.given);
        pthread_mutex_unlock(&place.mutex);
    }
    for (const pthread_t noting : notes)
        pthread_join(noting, nullptr);
}
