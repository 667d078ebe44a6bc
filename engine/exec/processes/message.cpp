#include "engine/exec/processes/message.h"

#include "engine/schedule/wait.h"

#include <cerrno>
#include <sys/socket.h>

namespace braid::exec {
namespace {

bool receiveAll(int fd, char* to, std::size_t size) {
    while (size > 0) {
        const ssize_t got = schedule::blockOutside([&] { return recv(fd, to, size, 0); });
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace

bool sendMessage(int fd, std::string_view message) {
    Bytes framed;
    encode(framed, static_cast<std::uint32_t>(message.size()));
    framed += message;
    for (std::string_view rest = framed; !rest.empty();) {
        const ssize_t sent = schedule::blockOutside([&] { return send(fd, rest.data(), rest.size(), MSG_NOSIGNAL); });
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::optional<Bytes> receiveMessage(int fd) {
    std::uint32_t size = 0;
    if (!receiveAll(fd, reinterpret_cast<char*>(&size), sizeof size))
        return std::nullopt;
    Bytes message(size, '\0');
    if (!receiveAll(fd, message.data(), size))
        return std::nullopt;
    return message;
}

} // namespace braid::exec
