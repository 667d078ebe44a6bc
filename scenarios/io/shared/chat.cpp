#include "scenarios/io/shared/chat.h"

#include "engine/exec/work.h"
#include "engine/schedule/clock.h"

#include "scenarios/io/shared/workload.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace braid::scenarios::io {
namespace {

/// A client that does not read may not fill the server's memory, nor one that never ends its line. But some long messages
/// of a whole room may be under way at once.
constexpr std::size_t MostUnsent = 64 * 1024;
constexpr std::size_t MostUnsentLines = 64;
constexpr std::size_t LongestLine = 64 * 1024;

/// How long ago a line was sent; it says when in its last word.
std::chrono::nanoseconds ageOf(const std::string& line) {
    const std::size_t last = line.rfind(' ');
    std::int64_t sent = 0;
    if (last == std::string::npos ||
        std::from_chars(line.data() + last + 1, line.data() + line.size(), sent).ec != std::errc())
        return {};
    const std::chrono::nanoseconds now = braid::steady_clock::now().time_since_epoch();
    return std::max(now - std::chrono::nanoseconds(sent), std::chrono::nanoseconds(0));
}

} // namespace

connection* chat::welcome(braid::socket newcomer) {
    if (!newcomer) {
        if (newcomer.error() != EAGAIN)
            m_open = false;
        return nullptr;
    }
    const int fd = newcomer.fileno();
    const int number = static_cast<int>(m_numbered.size()) + 1;
    auto& place = m_connections[fd];
    place = std::make_unique<connection>(connection{std::move(newcomer), number, {}, {}});
    m_numbered.push_back(place.get());
    return place.get();
}

void chat::heard(braid::socket& from, io_result got) {
    heard(of(from), got, {m_buffer.data(), got.count()});
}

void chat::heard(connection& from, io_result got, std::string_view bytes) {
    if (got.would_block() || from.gone)
        return;
    if (!got.ok()) {
        ++m_broken;
        return depart(from);
    }
    if (got.end()) {
        m_broken += from.unread.empty() ? 0 : 1;
        from.said_all = true;
        m_changed.push_back(from.number);
        if (from.unsent.empty())
            depart(from);
        return;
    }
    from.unread += bytes;
    for (const std::string& line : takeLines(from.unread)) {
        ++m_lines;
        m_late += ageOf(line);
        m_lineCpu.push_back(braid::this_thread::cpu_time());
        pass_on(from, line);
    }
    if (from.unread.size() > LongestLine) {
        ++m_broken;
        depart(from);
    }
}

std::chrono::nanoseconds chat::cpu_of_line() const {
    std::vector<std::chrono::nanoseconds> steps(m_lineCpu.size());
    std::adjacent_difference(m_lineCpu.begin(), m_lineCpu.end(), steps.begin());
    if (steps.size() < 2)
        return {};
    const auto middle = steps.begin() + 1 + static_cast<std::ptrdiff_t>((steps.size() - 1) / 2); // the first is no difference
    std::nth_element(steps.begin() + 1, middle, steps.end());
    return *middle;
}

void chat::pass_on(const connection& from, const std::string& line) {
    const int first = (from.number - 1) / m_room * m_room;
    const int end = std::min(first + m_room, static_cast<int>(m_numbered.size()));
    for (int i = first; i < end; ++i)
        if (connection* to = m_numbered[static_cast<std::size_t>(i)])
            tell(*to, line);
}

void chat::tell(connection& to, const std::string& line) {
    if (to.gone)
        return;
    if (to.unsent.size() + line.size() > std::max(MostUnsent, MostUnsentLines * line.size())) {
        ++m_dropped;
        return;
    }
    to.unsent += line;
    note(to);
}

void chat::note(connection& one) { m_noted.push_back(one.number); }

std::vector<connection*> chat::to_answer() {
    std::sort(m_noted.begin(), m_noted.end());
    m_noted.erase(std::unique(m_noted.begin(), m_noted.end()), m_noted.end());
    std::vector<connection*> them;
    for (const int number : m_noted) {
        connection* one = numbered(static_cast<std::uint64_t>(number));
        if (one && !one->gone && !one->wants_room && !one->unsent.empty())
            them.push_back(one);
    }
    m_noted.clear();
    return them;
}

void chat::answer(CallSite site) {
    for (connection* to : to_answer())
        while (!to->unsent.empty() && !to->wants_room && !to->gone)
            consume(*to, to->socket.send(to->unsent, site));
}

void chat::has_room(braid::socket& to) {
    of(to).wants_room = false;
    m_changed.push_back(of(to).number);
    note(of(to));
}

void chat::sent(connection& to, io_result done) {
    consume(to, done);
    if (!to.unsent.empty())
        note(to);
}

void chat::consume(connection& to, io_result done) {
    if (to.gone)
        return;
    if (done.would_block()) {
        to.wants_room = true;
        m_changed.push_back(to.number);
    } else if (!done.ok()) {
        ++m_broken;
        depart(to);
    } else {
        to.unsent.erase(0, done.count()); // which may be less than all
        if (to.unsent.empty() && to.said_all)
            depart(to);
    }
}

void chat::depart(connection& one) {
    one.gone = true;
    m_changed.push_back(one.number);
}

std::vector<connection*> chat::changed() {
    std::vector<connection*> them;
    std::vector<int> leaving; // for sweep()
    std::sort(m_changed.begin(), m_changed.end());
    m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
    for (const int number : m_changed) {
        connection* one = numbered(static_cast<std::uint64_t>(number));
        if (!one || (!one->gone && one->interest() == one->watched))
            continue;
        one->watched = one->interest();
        them.push_back(one);
        if (one->gone)
            leaving.push_back(number);
    }
    m_changed = std::move(leaving);
    return them;
}

void chat::sweep(CallSite site) {
    for (const int number : m_changed) {
        connection* one = numbered(static_cast<std::uint64_t>(number));
        if (!one || !one->gone)
            continue;
        if (one->receiving)
            one->socket.shutdown(braid::socket::side::both, site); // so that the operation comes back
        const int fd = one->socket.fileno();
        one->socket.close(site);
        m_numbered[static_cast<std::size_t>(number - 1)] = nullptr;
        m_connections.erase(fd);
    }
    m_changed.clear();
}

std::vector<braid::socket*> chat::all_clients() {
    std::vector<braid::socket*> sockets;
    for (connection* one : m_numbered)
        if (one && !one->gone)
            sockets.push_back(&one->socket);
    return sockets;
}

std::vector<braid::socket*> chat::readers(braid::socket& door) {
    std::vector<braid::socket*> sockets;
    if (m_open)
        sockets.push_back(&door);
    for (connection* one : m_numbered)
        if (one && !one->said_all && !one->gone)
            sockets.push_back(&one->socket);
    return sockets;
}

std::vector<braid::socket*> chat::writers() {
    std::vector<braid::socket*> sockets;
    for (connection* one : m_numbered)
        if (one && one->wants_room && !one->gone)
            sockets.push_back(&one->socket);
    return sockets;
}

connection* chat::numbered(std::uint64_t number) {
    return number == 0 || number > m_numbered.size() ? nullptr : m_numbered[number - 1];
}

} // namespace braid::scenarios::io
