// Saved traces of earlier versions open and say what they said when they were recorded.

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/trace/format.h"
#include "engine/trace/reading/reader.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <ostream>
#include <set>

namespace braid::corpus {
namespace {

struct Saved {
    const char* path; ///< below this folder
    const char* scenario;
    trace::Outcome outcome;
    std::size_t events, lanes, objects;
    std::vector<std::string> findings;
};

void PrintTo(const Saved& saved, std::ostream* out) { *out << saved.path; }

const std::vector<Saved>& allSaved() {
    using trace::Outcome;
    static const std::vector<Saved> all{
        {"v1/threads-create.braid", "thread-create", Outcome::Finished, 32, 3, 0, {}},
        {"v1/locks-deadlock.braid", "deadlock", Outcome::Stopped, 53, 4, 2, {"deadlock"}},
        {"v1/queues-producer-consumer.braid", "producer-consumer", Outcome::Finished, 74, 4, 1, {}},
        {"v1/processes-pipe.braid", "process-pipe", Outcome::Finished, 49, 4, 2, {}},
        {"v1/coroutines-generator.braid", "generator", Outcome::Finished, 78, 4, 2, {}},
        {"v1/coroutines-greenlet.braid", "greenlet", Outcome::Finished, 38, 4, 0, {}},
        {"v1/io-select.braid", "io-select", Outcome::Finished, 133, 6, 5, {}},
    };
    return all;
}

std::string pathOf(const char* path) { return std::string(BRAID_CORPUS) + "/" + path; }

class Corpus : public testing::TestWithParam<Saved> {};

TEST_P(Corpus, OpensAndSaysWhatItSaid) {
    const Saved& saved = GetParam();
    Result<trace::Reader> reader = trace::Reader::open(pathOf(saved.path));
    ASSERT_TRUE(reader.ok()) << reader.error().sentence();
    model::Model model;
    analysis::Findings findings;
    for (auto events = reader->pull(); !events.empty(); events = reader->pull()) {
        for (const trace::Event& event : events) {
            model.apply(event);
            findings.update(model);
        }
    }
    EXPECT_TRUE(reader->complete());
    EXPECT_TRUE(reader->whole());
    EXPECT_EQ(reader->damage(), "");
    EXPECT_EQ(reader->lost(), 0u);
    EXPECT_EQ(reader->outcome(), saved.outcome);
    model.finish(reader->endTime().count(), reader->outcome(), reader->whole());
    findings.nameHangs(model);
    EXPECT_EQ(model.log().size(), saved.events);
    EXPECT_EQ(model.lanes().size(), saved.lanes);
    EXPECT_EQ(model.objects().size(), saved.objects);
    EXPECT_THAT(model.info(), testing::Contains(testing::Pair("scenario", saved.scenario)));
    std::vector<std::string> found;
    for (const analysis::Finding& finding : findings.all())
        found.emplace_back(analysis::findingName(finding.kind));
    EXPECT_EQ(found, saved.findings);
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, testing::ValuesIn(allSaved()));

TEST(CorpusFolder, HoldsNothingThatIsNotExpected) {
    std::set<std::string> there, expected;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(BRAID_CORPUS))
        if (entry.path().extension() == ".braid")
            there.insert(std::filesystem::relative(entry.path(), BRAID_CORPUS).string());
    for (const Saved& saved : allSaved())
        expected.insert(saved.path);
    EXPECT_EQ(there, expected);
}

TEST(CorpusFolder, HoldsFilesOfTheVersionThatTheirFolderSays) {
    for (const Saved& saved : allSaved()) {
        std::ifstream file(pathOf(saved.path), std::ios::binary);
        char head[sizeof(trace::Header)];
        ASSERT_TRUE(file.read(head, sizeof head)) << saved.path;
        std::uint32_t version = 0;
        std::memcpy(&version, head + offsetof(trace::Header, version), sizeof version);
        EXPECT_EQ("v" + std::to_string(version), std::string(saved.path).substr(0, std::string(saved.path).find('/')));
    }
}

} // namespace
} // namespace braid::corpus
