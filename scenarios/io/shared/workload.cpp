#include "scenarios/io/shared/workload.h"

#include "engine/schedule/clock.h"

#include <algorithm>

namespace braid::scenarios::io {

Thinking::Thinking(const Workload& workload, int client)
    : m_average(workload.think),
      m_random(static_cast<std::uint32_t>(workload.seed) * 1'000'003u + static_cast<std::uint32_t>(client)) {}

std::chrono::nanoseconds Thinking::next() {
    // Not std::uniform_real_distribution: its numbers differ from library to library.
    const double share = 0.5 + static_cast<double>(m_random()) / static_cast<double>(std::mt19937::max());
    return std::chrono::nanoseconds(static_cast<std::int64_t>(static_cast<double>(m_average.value().count()) * share));
}

std::string messageText(int client, int number, std::string_view words) {
    const auto now = braid::steady_clock::now().time_since_epoch();
    std::string text = std::to_string(client) + " " + std::to_string(number) + " " +
                       std::to_string(std::chrono::nanoseconds(now).count()) + " ";
    text += words;
    return text + "\n";
}

std::string messageText(int client, int number, int size) {
    std::string text = messageText(client, number, "");
    text.pop_back();
    const std::size_t least = text.size();
    text += "message " + std::to_string(number) + " of client " + std::to_string(client) + " ";
    text.resize(std::max(least, static_cast<std::size_t>(size) - 1), '.');
    return text + "\n";
}

std::string wordsOf(std::string_view line) {
    for (int word = 0; word < 3 && !line.empty(); ++word)
        line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
    if (line.ends_with('\n'))
        line.remove_suffix(1);
    const std::size_t end = line.find_last_not_of('.');
    const bool filled = end != std::string_view::npos && line[end] == ' '; // up to its size
    return std::string(filled ? line.substr(0, end) : line);
}

std::vector<std::string> takeLines(std::string& unread) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = unread.find('\n', begin)) != std::string::npos; begin = end + 1)
        lines.push_back(unread.substr(begin, end + 1 - begin));
    unread.erase(0, begin);
    return lines;
}

} // namespace braid::scenarios::io
