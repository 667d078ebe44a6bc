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

std::string messageText(int client, std::string_view words) {
    const auto now = braid::steady_clock::now().time_since_epoch();
    std::string text = std::to_string(client) + " ";
    text += words;
    return text + " " + std::to_string(std::chrono::nanoseconds(now).count()) + "\n";
}

std::string messageText(int client, int number, int size) {
    std::string words = "message " + std::to_string(number);
    const std::size_t length = messageText(client, words).size(), wanted = static_cast<std::size_t>(size);
    if (length > wanted)
        words.resize(words.size() - std::min(words.size(), length - wanted));
    else
        words.resize(words.size() + wanted - length, ' ');
    return messageText(client, words);
}

std::string wordsOf(std::string_view line) {
    line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
    line = line.substr(0, line.rfind(' '));
    return std::string(line.substr(0, line.find_last_not_of(' ') + 1));
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
