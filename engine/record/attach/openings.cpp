#include "engine/record/attach/openings.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace braid::attach {

std::map<std::uint64_t, std::uint64_t> unixPeers() {
    std::map<std::uint64_t, std::uint64_t> peers;
    const int socket = ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (socket < 0)
        return peers;
    struct {
        nlmsghdr header;
        unix_diag_req request;
    } question{};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    question.request.sdiag_family = AF_UNIX;
    question.request.udiag_states = ~0U;
    question.request.udiag_show = UDIAG_SHOW_PEER;
    bool more = ::send(socket, &question, sizeof question, 0) == static_cast<ssize_t>(sizeof question);
    constexpr std::size_t AnswerBytes = 32768;
    alignas(nlmsghdr) static thread_local std::array<char, AnswerBytes> answer;
    while (more) {
        const ssize_t got = ::recv(socket, answer.data(), answer.size(), 0);
        auto left = static_cast<unsigned>(std::max<ssize_t>(got, 0));
        more = got > 0;
        for (auto* message = reinterpret_cast<nlmsghdr*>(answer.data()); NLMSG_OK(message, left); message = NLMSG_NEXT(message, left)) {
            if (message->nlmsg_type == NLMSG_DONE || message->nlmsg_type == NLMSG_ERROR) {
                more = false;
                break;
            }
            const auto* one = static_cast<unix_diag_msg*>(NLMSG_DATA(message));
            int rest = static_cast<int>(message->nlmsg_len - NLMSG_LENGTH(sizeof *one));
            for (auto* part = reinterpret_cast<rtattr*>(const_cast<unix_diag_msg*>(one) + 1); RTA_OK(part, rest); part = RTA_NEXT(part, rest)) {
                std::uint32_t peer = 0;
                if (part->rta_type != UNIX_DIAG_PEER || RTA_PAYLOAD(part) < sizeof peer)
                    continue;
                std::memcpy(&peer, RTA_DATA(part), sizeof peer);
                peers[one->udiag_ino] = peer;
            }
        }
    }
    ::close(socket);
    return peers;
}

namespace {

/// As unixPeers() of TCP connections both of whose ends are on this machine, and in which no bytes are under way: the system may keep these back for a while.
void addTcpPeers(std::map<std::uint64_t, std::uint64_t>& peers) {
    constexpr std::string_view Mapped = "0000000000000000FFFF0000", Established = "01", Empty = "00000000:00000000";
    const auto plain = [Mapped](const std::string& address) { return address.starts_with(Mapped) ? address.substr(Mapped.size()) : address; };
    std::map<std::pair<std::string, std::string>, std::uint64_t> ends; // by the own and the other address
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream in(table);
        std::string line;
        std::getline(in, line); // the heading
        while (std::getline(in, line)) {
            std::istringstream words(line);
            std::string number, own, other, state, queues, skipped;
            std::uint64_t inode = 0;
            words >> number >> own >> other >> state >> queues >> skipped >> skipped >> skipped >> skipped >> inode;
            if (inode != 0 && state == Established && queues == Empty)
                ends[{plain(own), plain(other)}] = inode;
        }
    }
    for (const auto& [addresses, inode] : ends)
        if (const auto peer = ends.find({addresses.second, addresses.first}); peer != ends.end() && peer->second != inode)
            peers[inode] = peer->second;
}

/// The number of an eventfd: "eventfd-id: 12" of its lines; the kernel tells it from Linux 5.19 on.
std::string eventNumber(int pid, int descriptor) {
    for (const std::string& line : descriptorLines(pid, descriptor))
        if (line.starts_with("eventfd-id:"))
            return line.substr(line.find_first_not_of(" \t", std::strlen("eventfd-id:")));
    return {};
}

constexpr std::string_view EventTarget = "anon_inode:[eventfd]";

} // namespace

std::vector<End> Openings::endsOf(int pid, const Descriptor& descriptor) const {
    const std::string& target = descriptor.target;
    const int access = descriptor.flags & O_ACCMODE;
    const auto pipeEnds = [access](const std::string& channel) {
        std::vector<End> ends;
        if (access != O_WRONLY)
            ends.push_back({channel, false});
        if (access != O_RDONLY)
            ends.push_back({channel, true});
        return ends;
    };
    if (inodeIn(target, "pipe"))
        return pipeEnds(target);
    if (const auto inode = inodeIn(target, "socket")) {
        const auto peer = m_peers.find(*inode);
        if (peer == m_peers.end())
            return {};
        const auto [low, high] = std::minmax({*inode, peer->second});
        return {{"socket:[" + std::to_string(low) + "]-[" + std::to_string(high) + "]", *inode == high}};
    }
    if (target == EventTarget) {
        const std::string number = eventNumber(pid, descriptor.number);
        return number.empty() ? std::vector<End>() : std::vector<End>{{"eventfd:[" + number + "]", false}, {"eventfd:[" + number + "]", true}};
    }
    if (target.starts_with('/')) { // a named pipe
        struct stat facts {};
        const std::string link = "/proc/" + std::to_string(pid) + "/fd/" + std::to_string(descriptor.number);
        if (::stat(link.c_str(), &facts) == 0 && S_ISFIFO(facts.st_mode))
            return pipeEnds("pipe:[" + target + "]");
    }
    return {};
}

void Openings::readAll() {
    if (std::exchange(m_read, true))
        return;
    m_peers = unixPeers();
    addTcpPeers(m_peers);
    for (const int pid : allProcesses())
        for (const auto& [number, descriptor] : descriptorsOf(pid))
            for (const End& end : endsOf(pid, descriptor))
                m_holders[end].insert(pid);
}

std::vector<End> Openings::endsOf(const SeenProcess& process, int descriptor) {
    readAll();
    const auto known = process.descriptors.find(descriptor);
    return known != process.descriptors.end() ? endsOf(process.pid, known->second) : std::vector<End>();
}

std::vector<int> Openings::othersOf(const SeenProcess& process, int descriptor) {
    std::vector<int> others;
    for (const End& end : endsOf(process, descriptor))
        for (const int holder : holdersOf(end.other()))
            if (holder != process.pid)
                others.push_back(holder);
    return others;
}

const std::set<int>& Openings::holdersOf(const End& end) {
    readAll();
    return m_holders[end];
}

void findNamedPipe(int pid, Wait& wait) {
    const std::string folder = "/proc/" + std::to_string(pid) + "/";
    const std::string from = wait.path.starts_with('/') ? "root" : wait.folder == AT_FDCWD ? "cwd/"
                                                                                           : "fd/" + std::to_string(wait.folder) + "/";
    struct stat facts {};
    if (::stat((folder + from + wait.path).c_str(), &facts) == 0 && S_ISFIFO(facts.st_mode))
        wait.pipe = std::to_string(facts.st_dev) + ":" + std::to_string(facts.st_ino);
    else
        wait.kind = WaitKind::Outside;
}

std::vector<Watched> watchedBy(int pid, int descriptor) {
    constexpr unsigned Read = 0x001, Write = 0x004; // EPOLLIN, EPOLLOUT
    std::vector<Watched> watched;
    for (const std::string& line : descriptorLines(pid, descriptor)) {
        int number = 0;
        unsigned events = 0;
        if (std::sscanf(line.c_str(), "tfd: %d events: %x", &number, &events) == 2)
            watched.push_back({number, (events & Read) != 0, (events & Write) != 0});
    }
    return watched;
}

bool fromOutside(const SeenProcess& process, int descriptor) {
    const auto known = process.descriptors.find(descriptor);
    if (known == process.descriptors.end())
        return true;
    const std::string& target = known->second.target;
    if (target == "anon_inode:[timerfd]") { // one that is not set never goes off
        for (const std::string& line : descriptorLines(process.pid, descriptor))
            if (line.starts_with("it_value:"))
                return line.find("(0, 0)") == std::string::npos;
        return true;
    }
    return !inodeIn(target, "pipe") && !inodeIn(target, "socket") && target != EventTarget;
}

} // namespace braid::attach
