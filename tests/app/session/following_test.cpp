// What is made of a trace whose events come from the thread that decodes them: the same as of its events one after the other.

#include "app/session/run/following.h"
#include "app/session/run/run.h"
#include "engine/analysis/figures/statistics.h"
#include "engine/export/csv.h"
#include "engine/trace/recording/builder.h"
#include "tests/engine/threads_called.h"

#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

namespace braid::session {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> corpus() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(BRAID_CORPUS))
        if (entry.path().extension() == ".braid")
            files.push_back(entry.path().string());
    return files;
}

trace::Reader readerOf(const std::string& file) {
    auto reader = trace::Reader::open(file);
    if (!reader.ok())
        throw std::runtime_error(reader.error().sentence());
    return std::move(*reader);
}

/// All that is told of a run: its events, lanes, objects and findings.
std::string told(const model::Model& model, const analysis::Findings& findings) {
    std::ostringstream out;
    csv::writeEvents(out, model);
    const analysis::Statistics statistics = analysis::statistics(model, model.endTime());
    csv::writeLanes(out, model, statistics);
    csv::writeObjects(out, model, statistics);
    for (const analysis::Finding& finding : findings.all())
        out << finding.message.english() << '\n';
    out << model.endTime() << ' ' << static_cast<int>(model.outcome());
    return out.str();
}

/// Read in the calling thread.
std::string toldOf(const std::string& file) {
    trace::Reader reader = readerOf(file);
    model::Model model;
    analysis::Findings findings;
    for (auto events = reader.pull(); !events.empty(); events = reader.pull()) {
        for (const trace::Event& event : events) {
            model.apply(event);
            findings.update(model);
        }
    }
    model.finish(reader.endTime().count(), reader.outcome(), reader.whole());
    findings.nameHangs(model);
    return told(model, findings);
}

class FollowingATrace : public ::testing::Test {
protected:
    /// A trace of so many turns of two threads with one lock.
    [[nodiscard]] std::string writeTurns(std::uint32_t turns) const {
        trace::Builder builder;
        const LaneId process = builder.lane(trace::LaneKind::Process, {}, "turns");
        const LaneId lanes[] = {builder.lane(trace::LaneKind::Thread, process, "one", {}, process),
                                builder.lane(trace::LaneKind::Thread, process, "other", {}, process)};
        const ObjectId lock = builder.object(trace::ObjectKind::Mutex, 0, "lock", {}, process);
        std::uint32_t number = 0;
        for (std::uint32_t turn = 0; turn < turns; ++turn) {
            for (const auto kind : {trace::EventKind::Acquired, trace::EventKind::Released}) {
                trace::Event event;
                event.lane = lanes[turn % 2];
                event.object = lock;
                event.kind = kind;
                event.sequence = ++number;
                event.time = std::chrono::microseconds(number);
                builder.add(event);
            }
        }
        const std::string file = m_folder.filePath("turns.braid").toStdString();
        EXPECT_TRUE(builder.write(file, trace::Outcome::Finished, std::chrono::microseconds(number + 1)).ok());
        return file;
    }

    QTemporaryDir m_folder;
};

bool comeToDecoders(std::size_t count) { return braid::test::comeToThreads("braid-decoder", count); }

TEST_F(FollowingATrace, ComesToWhatItsEventsComeToInTheCallingThread) {
    auto files = corpus();
    ASSERT_GT(files.size(), 5u);
    files.push_back(writeTurns(30'000));
    for (const std::string& file : files) {
        SCOPED_TRACE(file);
        const std::string expected = toldOf(file);
        Following atOnce(readerOf(file));
        EXPECT_TRUE(atOnce.drainAll());
        atOnce.conclude(atOnce.reading().outcome);
        EXPECT_EQ(told(atOnce.model(), atOnce.findings()), expected);

        Following inFrames(readerOf(file));
        bool grew = false;
        const auto limit = Following::Clock::now() + 60s;
        while (!inFrames.drain(Following::Clock::now() + 100us, grew))
            ASSERT_LT(Following::Clock::now(), limit);
        EXPECT_TRUE(grew);
        inFrames.conclude(inFrames.reading().outcome);
        EXPECT_EQ(told(inFrames.model(), inFrames.findings()), expected);
    }
}

TEST_F(FollowingATrace, TakesInNoMoreThanItHasTimeFor) {
    Following following(readerOf(writeTurns(200'000)));
    bool grew = false;
    const auto limit = Following::Clock::now() + 60s;
    std::size_t before = 0;
    int frames = 0;
    for (bool drained = false; !drained && Following::Clock::now() < limit; ++frames) {
        drained = following.drain(Following::Clock::now(), grew); // no time at all: the least it can do
        EXPECT_LE(following.model().log().size(), before + 1024);
        before = following.model().log().size();
    }
    EXPECT_EQ(before, 400'004u);
    EXPECT_GT(frames, 100);
    EXPECT_EQ(following.reading().share, 1);
}

TEST_F(FollowingATrace, KeepsNoThreadOnceItIsConcluded) {
    Following following(readerOf(writeTurns(100)));
    EXPECT_TRUE(comeToDecoders(1));
    EXPECT_TRUE(following.drainAll());
    following.conclude(trace::Outcome::Finished);
    EXPECT_TRUE(comeToDecoders(0));
    EXPECT_FALSE(following.drainAll());
    EXPECT_TRUE(following.decoder().saveAs(m_folder.filePath("copy.braid").toStdString()).ok());
}

TEST_F(FollowingATrace, EndsItsThreadWhereItIsLetGoInTheMiddle) {
    const std::string file = writeTurns(200'000);
    auto run = Run::open(QString::fromStdString(file));
    ASSERT_TRUE(run);
    (*run)->pull(1ms);
    EXPECT_EQ((*run)->state(), Run::State::Running);
    EXPECT_LT((*run)->readShare(), 1);
    run->reset();
    EXPECT_TRUE(comeToDecoders(0));
}

TEST_F(FollowingATrace, SaysWhatIsWrongWithTheFile) {
    const std::string file = writeTurns(30'000);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2 + 100);
    auto run = Run::open(QString::fromStdString(file));
    ASSERT_TRUE(run);
    const auto limit = Following::Clock::now() + 60s;
    while ((*run)->state() != Run::State::Over && Following::Clock::now() < limit)
        (*run)->pull();
    EXPECT_THAT((*run)->damage().toStdString(), ::testing::HasSubstr("the trace is cut off"));
    EXPECT_TRUE((*run)->incomplete());
    EXPECT_GT((*run)->model().log().size(), 1000u);
    EXPECT_LT((*run)->model().log().size(), 60'004u);
}

} // namespace
} // namespace braid::session
