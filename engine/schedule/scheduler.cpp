#include "engine/schedule/scheduler.h"

#include <charconv>
#include <random>

namespace braid::schedule {
namespace {

class RoundRobin final : public Scheduler {
public:
    void goesOn(const Operation& operation) override { m_last = operation.lane; }

    [[nodiscard]] std::size_t next(std::span<const Operation> ready) override {
        // In the order of their start is in the order of their numbers: these are given out as lanes are made.
        std::size_t first = 0;
        std::size_t after = ready.size();
        for (std::size_t i = 0; i < ready.size(); ++i) {
            if (ready[i].lane < ready[first].lane)
                first = i;
            if (m_last < ready[i].lane && (after == ready.size() || ready[i].lane < ready[after].lane))
                after = i;
        }
        return after < ready.size() ? after : first;
    }

    [[nodiscard]] std::string name() const override { return "round-robin"; }

private:
    LaneId m_last;
};

class RandomChoice final : public Scheduler {
public:
    explicit RandomChoice(std::uint64_t seed) : m_seed(seed), m_numbers(seed) {}

    [[nodiscard]] std::size_t next(std::span<const Operation> ready) override {
        // Not a std::uniform_int_distribution, which libraries implement differently.
        return static_cast<std::size_t>(m_numbers() % ready.size());
    }

    [[nodiscard]] std::string name() const override { return "random:" + std::to_string(m_seed); }

private:
    std::uint64_t m_seed;
    std::mt19937_64 m_numbers;
};

} // namespace

std::unique_ptr<Scheduler> roundRobin() { return std::make_unique<RoundRobin>(); }
std::unique_ptr<Scheduler> randomChoice(std::uint64_t seed) { return std::make_unique<RandomChoice>(seed); }

Result<std::unique_ptr<Scheduler>> schedulerCalled(std::string_view name) {
    constexpr std::string_view Random = "random";
    if (name == "round-robin")
        return roundRobin();
    if (name == Random)
        return randomChoice(std::random_device()());
    if (name.starts_with(Random) && name.size() > Random.size() + 1 && name[Random.size()] == ':') {
        const std::string_view digits = name.substr(Random.size() + 1);
        std::uint64_t seed = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
        if (error == std::errc() && end == digits.data() + digits.size())
            return randomChoice(seed);
    }
    return Error{"there is no schedule \"" + std::string(name) + "\"; there are round-robin, random and random:SEED", {}, {}};
}

} // namespace braid::schedule
