#pragma once

#include "engine/analysis/findings/findings.h"
#include "tests/engine/recorded_run.h"

namespace braid::test {

/// A recorded run with what the model and the analysis make of it.
class ModeledRun : public RecordedRun {
public:
    model::Model model;
    analysis::Findings findings;

    /// Takes in what is published now.
    void tell() {
        const auto& all = follow();
        for (; m_told < all.size(); ++m_told) {
            trace::Event event = all[m_told];
            event.text = all[m_told].words;
            model.apply(event);
            findings.update(model);
        }
    }
    /// Tells until `reached()`; fails the test after 20 s.
    template <class Reached>
    void tellUntil(Reached reached) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        for (tell(); !reached(); tell()) {
            ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the awaited event did not come";
            std::this_thread::yield();
        }
    }
    void finishTelling() {
        finish();
        tell();
    }

    [[nodiscard]] const model::Object* objectNamed(const std::string& name) const {
        for (const ObjectId id : model.objects())
            if (model.object(id)->name == name)
                return model.object(id);
        return nullptr;
    }
    [[nodiscard]] const model::Lane* laneNamed(const std::string& name) const {
        for (const LaneId id : model.lanes())
            if (model.lane(id)->name == name)
                return model.lane(id);
        return nullptr;
    }
    /// How many tasks the lanes whose name, or whose parent's, begins with `prefix` have done, or have `failed` in.
    [[nodiscard]] std::size_t tasksOn(const std::string& prefix, bool failed) const {
        std::size_t count = 0;
        for (const LaneId id : model.lanes()) {
            const model::Lane* lane = model.lane(id);
            const model::Lane* parent = model.lane(lane->parent);
            if (!lane->name.starts_with(prefix) && (parent == nullptr || !parent->name.starts_with(prefix)))
                continue;
            for (const model::Task& task : lane->tasks())
                count += task.failed == failed ? 1 : 0;
        }
        return count;
    }
    /// Findings of `kind`.
    [[nodiscard]] std::vector<analysis::Finding> found(analysis::FindingKind kind) const {
        std::vector<analysis::Finding> all;
        for (const analysis::Finding& finding : findings.all())
            if (finding.kind == kind)
                all.push_back(finding);
        return all;
    }
    /// What was in `object` after each of its events, never below 0 nor above `most`.
    void expectLevels(const std::string& name, std::int64_t most) const {
        const model::Object* object = objectNamed(name);
        ASSERT_NE(object, nullptr) << name;
        for (const model::Level& level : object->levels()) {
            EXPECT_GE(level.depth, 0) << name;
            EXPECT_LE(level.depth, most) << name;
        }
    }
    [[nodiscard]] std::size_t arrows(model::ArrowKind kind) const {
        return static_cast<std::size_t>(std::count_if(model.arrows().begin(), model.arrows().end(),
                                                      [kind](const model::Arrow& arrow) { return arrow.kind == kind; }));
    }

private:
    std::size_t m_told = 0;
};

} // namespace braid::test
