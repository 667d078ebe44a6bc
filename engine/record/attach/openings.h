#pragma once

#include "engine/record/attach/snapshot.h"

#include <map>
#include <set>
#include <vector>

namespace braid::attach {

/// One end of a pipe or of a connection, by whatever number of whatever process: all descriptors of it are one.
struct End {
    std::string channel; ///< "pipe:[12]", "eventfd:[3]", "socket:[40]-[41]"; empty: not one whose other end is known
    bool second = false; ///< of a pipe the writing one; of a pair of sockets the one with the greater number
    friend auto operator<=>(const End&, const End&) = default;
    [[nodiscard]] End other() const { return {channel, !second}; }
};

/// Who has which ends, over all processes of the machine. Reads them all when it is asked for the first time. Not thread-safe.
class Openings {
public:
    /// Which ends the descriptor of `process` is; two for a pipe that is open for both.
    [[nodiscard]] std::vector<End> endsOf(const SeenProcess& process, int descriptor);
    /// The processes that have the other end of it, without `process`.
    [[nodiscard]] std::vector<int> othersOf(const SeenProcess& process, int descriptor);
    [[nodiscard]] const std::set<int>& holdersOf(const End& end);

private:
    void readAll();
    [[nodiscard]] std::vector<End> endsOf(int pid, const Descriptor& descriptor) const;

    bool m_read = false;
    std::map<std::uint64_t, std::uint64_t> m_peers; ///< of sockets, by inode
    std::map<End, std::set<int>> m_holders;
};

/// The other end of each connected Unix socket of this network namespace, by inode. Asks the system for all of them.
[[nodiscard]] std::map<std::uint64_t, std::uint64_t> unixPeers();

/// Finds out which named pipe `wait`, an Opening of the process `pid`, is of; where it is of none, it waits for something outside.
void findNamedPipe(int pid, Wait& wait);

/// What the epoll instance `descriptor` of `pid` watches.
[[nodiscard]] std::vector<Watched> watchedBy(int pid, int descriptor);
/// A timer, a signal, a terminal, a device, a listening socket …: what makes it ready comes from outside.
[[nodiscard]] bool fromOutside(const SeenProcess& process, int descriptor);

} // namespace braid::attach
