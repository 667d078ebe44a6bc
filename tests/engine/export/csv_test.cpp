#include "engine/export/csv.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace braid::tests {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A reader of RFC 4180 that knows nothing of the writer.
Rows parsed(const std::string& text) {
    Rows rows(1);
    std::string field;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (quoted) {
            if (letter != '"')
                field += letter;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                field += text[++i];
            else
                quoted = false;
        } else if (letter == '"') {
            quoted = true;
        } else if (letter == ',') {
            rows.back().push_back(std::exchange(field, {}));
        } else if (letter == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            rows.back().push_back(std::exchange(field, {}));
            rows.emplace_back();
            ++i;
        } else {
            field += letter;
        }
    }
    EXPECT_TRUE(rows.back().empty()) << "the last line ends as well";
    rows.pop_back();
    return rows;
}

std::map<std::string, std::string> row(const Rows& rows, std::size_t index) {
    std::map<std::string, std::string> named;
    for (std::size_t i = 0; i < rows.front().size(); ++i)
        named[rows.front()[i]] = rows[index][i];
    return named;
}

struct SmallRun : Story {
    LaneId t1 = thread("T1, the \"first\""), t2 = thread("T2");
    ObjectId a = mutex("A"), queue = object(Type::Queue, "Q\n2");
    SmallRun() {
        take(t1, a);
        wait(t2, a);
        after(20_ms).give(t1, a);
        after(0).take(t2, a);
        add(Kind::Put, t1, queue, 1);
        after(5_ms).add(Kind::Get, t2, queue, 1);
    }
    [[nodiscard]] analysis::Statistics statistics() const { return analysis::statistics(model, model.endTime()); }
};

TEST(CsvField, NeverBeginsAFormulaOfASpreadsheet) {
    EXPECT_EQ(csv::field("=1+1"), "'=1+1");
    EXPECT_EQ(csv::field("-2"), "'-2"); // a name; numbers are written as numbers
    EXPECT_EQ(csv::field("@SUM(1,2)"), "\"'@SUM(1,2)\"");
    EXPECT_EQ(csv::field("\t=1"), "'\t=1");
    EXPECT_EQ(csv::field("+"), "'+");
    EXPECT_EQ(csv::field("a=b"), "a=b");
    EXPECT_EQ(csv::field(""), "");
}

TEST(CsvField, HoldsNoControlCharacterButLineBreaksAndTabs) {
    EXPECT_EQ(csv::field("\x1b[31m\xff"), "␛[31m\xef\xbf\xbd");
    EXPECT_EQ(csv::field("a\nb\tc"), "\"a\nb\tc\"");
}

TEST(Csv, QuotesOnlyWhatHasToBe) {
    EXPECT_EQ(csv::field("plain 9 µs"), "plain 9 µs");
    EXPECT_EQ(csv::field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv::field("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(csv::field("two\nlines"), "\"two\nlines\"");
}

TEST(Csv, OfLanesHasARowEachAndAsManyFieldsAsTheHeading) {
    const SmallRun run;
    std::ostringstream out;
    csv::writeLanes(out, run.model, run.statistics());
    const Rows rows = parsed(out.str());
    ASSERT_EQ(rows.size(), 3u);
    for (const auto& fields : rows)
        EXPECT_EQ(fields.size(), rows.front().size());
    EXPECT_EQ(row(rows, 1)["name"], "T1, the \"first\"");
    EXPECT_EQ(row(rows, 2)["blocked_ns"], "20000000");
    EXPECT_EQ(row(rows, 2)["wait_count"], "1");
    EXPECT_EQ(row(rows, 2)["wait_worst_ns"], "20000000");
    EXPECT_EQ(row(rows, 1)["wait_worst_ns"], "") << "who never waited has no worst wait";
    EXPECT_EQ(row(rows, 2)["ended_ns"], "") << "it still runs";
}

TEST(Csv, OfObjectsLeavesEmptyWhatDoesNotApply) {
    const SmallRun run;
    std::ostringstream out;
    csv::writeObjects(out, run.model, run.statistics());
    const Rows rows = parsed(out.str());
    ASSERT_EQ(rows.size(), 3u);
    for (const auto& fields : rows)
        EXPECT_EQ(fields.size(), rows.front().size());
    EXPECT_EQ(row(rows, 1)["acquisitions"], "2");
    EXPECT_EQ(row(rows, 1)["contention"], "0.500000");
    EXPECT_EQ(row(rows, 1)["wait_ns"], "20000000");
    EXPECT_EQ(row(rows, 1)["puts"], "");
    EXPECT_EQ(row(rows, 2)["name"], "Q\n2");
    EXPECT_EQ(row(rows, 2)["gets"], "1");
    EXPECT_EQ(row(rows, 2)["in_queue_ns"], "5000000");
    EXPECT_EQ(row(rows, 2)["hold_ns"], "");
}

TEST(Csv, OfContentionHasARowForEachPlaceThatWaited) {
    SmallRun run;
    const SiteId here = run.site("work.cpp", 9);
    run.from(here).wait(run.t1, run.a);
    run.after(3_ms).give(run.t2, run.a);
    std::ostringstream out;
    csv::writeContention(out, run.model, analysis::contention(run.model, run.model.endTime()));
    const Rows rows = parsed(out.str());
    ASSERT_EQ(rows.size(), 3u);
    for (const auto& fields : rows)
        EXPECT_EQ(fields.size(), rows.front().size());
    EXPECT_EQ(row(rows, 1)["object_name"], "A");
    EXPECT_EQ(row(rows, 1)["wait_ns"], "20000000");
    EXPECT_EQ(row(rows, 1)["waits"], "1");
    EXPECT_EQ(row(rows, 2)["waits_at"], "work.cpp:9");
    EXPECT_EQ(row(rows, 2)["wait_worst_lane"], std::to_string(run.t1.value));
    EXPECT_EQ(row(rows, 2)["taken_again"], "0");
    EXPECT_EQ(row(rows, 2)["taken_again_by"], "");
}

TEST(Csv, OfEventsHasThemAllInLogOrderWithTheirSentence) {
    const SmallRun run;
    std::ostringstream out;
    csv::writeEvents(out, run.model);
    const Rows rows = parsed(out.str());
    ASSERT_EQ(rows.size(), run.model.log().size() + 1);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].size(), rows.front().size());
        EXPECT_EQ(row(rows, i)["event"], std::to_string(i - 1));
        EXPECT_EQ(row(rows, i)["time_ns"], std::to_string(run.model.log()[i - 1].time));
    }
    EXPECT_EQ(row(rows, rows.size() - 1)["sentence"], "T2 gets item 1 from Q␊2") << "a sentence is one line";
    std::ostringstream part;
    csv::writeEvents(part, run.model, {{0, run.model.log()[3].time}});
    EXPECT_EQ(parsed(part.str()).size(), 4u);
}

TEST(Csv, TellsOfAStreamThatTakesNoMore) {
    const SmallRun run;
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    csv::writeLanes(out, run.model, run.statistics());
    EXPECT_FALSE(out.good());
}

} // namespace
} // namespace braid::tests
