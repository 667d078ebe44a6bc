#pragma once

#include "engine/trace/recording.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace braid::test {

/// Texts a file may bring along to command a terminal, forge lines, break XML or be read as markup.
inline std::vector<std::string> hostileTexts() {
    using namespace std::string_literals;
    return {
        "<h1>FORGED</h1><font color=green>All is well</font><!--",
        "<img src=\"/nonexistent/picture.png\">",
        "</title><script>alert(1)</script>",
        "&amp; & &lt;b&gt; 100%1 %2 %n",
        "\x1b[31mred\x1b]0;title\x07",
        "csi\xc2\x9b" "31m del\x7f nul\0end"s,
        "two\nlines\r\nand\ttabs",
        "bidi \xe2\x80\xae" "abc\xe2\x81\xa6 line\xe2\x80\xa8sep",
        "no character \xef\xbf\xbe \xef\xbf\xbf, half \xed\xa0\x80, broken \xff\xc3(",
        "=1+1",
    };
}

/// Writes a trace to `path` in which every text is `text`: names, call site, title, parameter, result, print, note, value,
/// label and the message of a failed end. Two threads end in a deadlock. One trace at a time in a process.
inline void writeHostileTrace(const std::string& path, const std::string& text) {
    using trace::EventKind;
    auto file = trace::File::create(path);
    if (!file)
        throw std::runtime_error(file.error().sentence());
    {
        trace::Recording recording(**file);
        const auto lanes = recording.enterProcess(text, text);
        const SiteId site = trace::siteId(CallSite(text.c_str(), 7));
        const auto tell = [&](EventKind kind, ObjectId object, std::uint32_t sequence, std::uint64_t a = 0, std::uint32_t b = 0,
                              const std::string& words = {}) {
            trace::appendText(kind, object, sequence, site, trace::Order::Own, a, b, words);
        };
        const auto make = [&](trace::ObjectKind kind) {
            const ObjectId object{recording.newId()};
            tell(EventKind::DefineObject, object, 0, 0, static_cast<std::uint32_t>(kind), text);
            return object;
        };
        for (const char* key : {"scenario", "title", "preset", "command"})
            tell(EventKind::RunInfo, {}, 0, 0, 0, key + std::string(1, '\0') + text);
        tell(EventKind::Parameter, {}, 0, 0, 0, text + '\0' + text);
        tell(EventKind::RunResult, {}, 0, 0, 0, text + '\0' + text);
        tell(EventKind::RunResult, {}, 0, 0, 0, text + " of numbers" + '\0' + "7");
        tell(EventKind::Print, {}, 0, 0, 0, text);
        tell(EventKind::Note, {}, 0, 0, 0, text);
        const ObjectId value = make(trace::ObjectKind::Variable);
        tell(EventKind::Write, value, 1, 0, static_cast<std::uint32_t>(trace::ValueType::Text), text);
        const ObjectId queue = make(trace::ObjectKind::Queue);
        tell(EventKind::Put, queue, 1, 1, 0, text);
        tell(EventKind::Get, queue, 2, 1, 0, text);
        tell(EventKind::TaskBegin, queue, 0, 1, 0, text);
        tell(EventKind::TaskEnd, queue, 0, 1);
        const ObjectId a = make(trace::ObjectKind::Mutex), b = make(trace::ObjectKind::Mutex);
        const LaneId first = recording.defineLane(trace::LaneKind::Thread, lanes.process, text, false);
        const LaneId second = recording.defineLane(trace::LaneKind::Thread, lanes.process, text, false);
        const LaneId failed = recording.defineLane(trace::LaneKind::Thread, lanes.process, text, false);
        for (const LaneId lane : {first, second, failed})
            tell(EventKind::LaneStart, objectOf(lane), 1);
        recording.leave();
        recording.enter(failed);
        tell(EventKind::LaneBegin, objectOf(failed), 2);
        tell(EventKind::LaneEnd, objectOf(failed), 3, 1, 0, text);
        recording.leave();
        recording.enter(first);
        tell(EventKind::LaneBegin, objectOf(first), 2);
        tell(EventKind::Acquired, a, 1);
        recording.leave();
        recording.enter(second);
        tell(EventKind::LaneBegin, objectOf(second), 2);
        tell(EventKind::Acquired, b, 1);
        trace::append(EventKind::AcquireWait, a, 1, site, trace::Order::After);
        recording.leave();
        recording.enter(first);
        trace::append(EventKind::AcquireWait, b, 1, site, trace::Order::After);
        recording.leave();
    }
    (*file)->setOutcome(trace::Outcome::Deadlock);
    (*file)->trim();
}

} // namespace braid::test
