#pragma once

#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace braid::tests {

/// While it lives, no file of this process can grow beyond `bytes`: writes fail as on a full disk, which takes a part of the first one.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : m_signal(std::signal(SIGXFSZ, SIG_IGN)) {
        EXPECT_EQ(getrlimit(RLIMIT_FSIZE, &m_before), 0);
        rlimit low = m_before;
        low.rlim_cur = bytes;
        EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &low), 0);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*m_signal)(int);
    rlimit m_before{};
};

} // namespace braid::tests
