#include "engine/record/attach/locks.h"

#include <gtest/gtest.h>

#include <pthread.h>
#include <semaphore.h>
#include <thread>
#include <unistd.h>

// What glibc keeps in its locks is read out of this very process, which may always look at itself.

namespace braid::attach {
namespace {

const ProcessMemory& own() {
    static const ProcessMemory memory(::getpid());
    return memory;
}

Address addressOf(const void* object) { return reinterpret_cast<Address>(object); }

pthread_mutex_t mutexOf(int type, bool robust, int protocol) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    if (robust)
        pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_setprotocol(&attributes, protocol);
    pthread_mutex_t mutex;
    pthread_mutex_init(&mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return mutex;
}

TEST(MutexAt, TellsTheOwnerOfEachKind) {
    for (const int type : {PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_ADAPTIVE_NP})
        for (const bool robust : {false, true})
            for (const int protocol : {PTHREAD_PRIO_NONE, PTHREAD_PRIO_INHERIT}) {
                pthread_mutex_t mutex = mutexOf(type, robust, protocol);
                EXPECT_EQ(mutexAt(own(), addressOf(&mutex))->owner, 0) << type << robust << protocol;
                pthread_mutex_lock(&mutex);
                const std::optional<MutexFacts> facts = mutexAt(own(), addressOf(&mutex));
                EXPECT_EQ(facts->owner, ::gettid()) << type << robust << protocol;
                EXPECT_EQ(facts->recursive, type == PTHREAD_MUTEX_RECURSIVE);
                EXPECT_EQ(facts->robust, robust);
                pthread_mutex_unlock(&mutex);
                EXPECT_EQ(mutexAt(own(), addressOf(&mutex))->owner, 0) << type << robust << protocol;
            }
}

TEST(MutexAt, TellsHowOftenARecursiveOneIsTaken) {
    pthread_mutex_t mutex = mutexOf(PTHREAD_MUTEX_RECURSIVE, false, PTHREAD_PRIO_NONE);
    for (int i = 0; i < 3; ++i)
        pthread_mutex_lock(&mutex);
    EXPECT_EQ(mutexAt(own(), addressOf(&mutex))->depth, 3u);
}

TEST(MutexAt, IsNothingWhereNoMemoryIs) { EXPECT_FALSE(mutexAt(own(), 8)); }

TEST(ReadWriteAt, TellsTheWriterAndCountsReaders) {
    for (const int kind : {PTHREAD_RWLOCK_PREFER_READER_NP, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP}) {
        pthread_rwlockattr_t attributes;
        pthread_rwlockattr_init(&attributes);
        pthread_rwlockattr_setkind_np(&attributes, kind);
        pthread_rwlock_t lock;
        pthread_rwlock_init(&lock, &attributes);
        EXPECT_EQ(readWriteAt(own(), addressOf(&lock))->prefersWriters, kind != PTHREAD_RWLOCK_PREFER_READER_NP);
        pthread_rwlock_wrlock(&lock);
        EXPECT_EQ(readWriteAt(own(), addressOf(&lock))->writer, ::gettid());
        pthread_rwlock_unlock(&lock);
        pthread_rwlock_rdlock(&lock);
        std::thread([&lock] { pthread_rwlock_rdlock(&lock); }).join();
        EXPECT_EQ(readWriteAt(own(), addressOf(&lock))->writer, 0);
        EXPECT_EQ(readWriteAt(own(), addressOf(&lock))->readers, 2u);
    }
}

TEST(PermitsAt, AreThoseOfTheSemaphore) {
    sem_t semaphore;
    sem_init(&semaphore, 0, 3);
    sem_wait(&semaphore);
    EXPECT_EQ(permitsAt(own(), addressOf(&semaphore)), 2u);
}

TEST(BarrierAt, TellsHowManyAreExpected) {
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, nullptr, 5);
    EXPECT_EQ(barrierAt(own(), addressOf(&barrier))->expected, 5u);
    EXPECT_EQ(barrierAt(own(), addressOf(&barrier))->arrived, 0u);
}

} // namespace
} // namespace braid::attach
