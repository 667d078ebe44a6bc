#pragma once

#include "tests/engine/event_writer.h"

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
        "csi\xc2\x9b"
        "31m del\x7f nul\0end"s,
        "two\nlines\r\nand\ttabs",
        "bidi \xe2\x80\xae"
        "abc\xe2\x81\xa6 line\xe2\x80\xa8sep",
        "no character \xef\xbf\xbe \xef\xbf\xbf, half \xed\xa0\x80, broken \xff\xc3(",
        "=1+1",
    };
}

/// Writes a trace to `path` in which every text is `text`: names, call site, title, parameter, result, print, note, value,
/// label and the message of a failed end. Two threads end in a deadlock.
inline void writeHostileTrace(const std::string& path, const std::string& text) {
    using trace::EventKind;
    using trace::LaneKind;
    using trace::ObjectKind;
    EventWriter run;
    trace::Builder& builder = run.builder;
    const LaneId process = builder.lane(LaneKind::Process, {}, text);
    const LaneId main = run.lane = builder.lane(LaneKind::Thread, process, text, run.now, process);
    run.site = builder.site(text, 7, run.now, main);
    run.add(EventKind::LaneBegin, objectOf(process), 1, 1);
    run.add(EventKind::LaneBegin, objectOf(main), 1, 1);
    for (const char* key : {"scenario", "title", "preset", "command"})
        run.add(EventKind::RunInfo, {}, 0, 0, 0, key + std::string(1, '\0') + text);
    run.add(EventKind::Parameter, {}, 0, 0, 0, text + '\0' + text);
    run.add(EventKind::RunResult, {}, 0, 0, 0, text + '\0' + text);
    run.add(EventKind::RunResult, {}, 0, 0, 0, text + " of numbers" + '\0' + "7");
    run.add(EventKind::Print, {}, 0, 0, 0, text);
    run.add(EventKind::Note, {}, 0, 0, 0, text);
    const ObjectId value = builder.object(ObjectKind::Variable, 0, text, run.now, run.lane);
    run.add(EventKind::Write, value, 1, 0, static_cast<std::uint32_t>(trace::ValueType::Text), text);
    const ObjectId queue = builder.object(ObjectKind::Queue, 0, text, run.now, run.lane);
    run.add(EventKind::Put, queue, 1, 1, 0, text);
    run.add(EventKind::Get, queue, 2, 1, 0, text);
    run.add(EventKind::TaskBegin, queue, 0, 1, 0, text);
    run.add(EventKind::TaskEnd, queue, 0, 1);
    const ObjectId a = builder.object(ObjectKind::Mutex, 0, text, run.now, run.lane);
    const ObjectId b = builder.object(ObjectKind::Mutex, 0, text, run.now, run.lane);
    const LaneId first = builder.lane(LaneKind::Thread, process, text, run.now, run.lane);
    const LaneId second = builder.lane(LaneKind::Thread, process, text, run.now, run.lane);
    const LaneId failed = builder.lane(LaneKind::Thread, process, text, run.now, run.lane);
    for (const LaneId started : {first, second, failed})
        run.add(EventKind::LaneStart, objectOf(started), 1);
    run.lane = failed;
    run.add(EventKind::LaneBegin, objectOf(failed), 2);
    run.add(EventKind::LaneEnd, objectOf(failed), 3, 1, 0, text);
    run.lane = first;
    run.add(EventKind::LaneBegin, objectOf(first), 2);
    run.add(EventKind::Acquired, a, 1);
    run.lane = second;
    run.add(EventKind::LaneBegin, objectOf(second), 2);
    run.add(EventKind::Acquired, b, 1);
    run.add(EventKind::AcquireWait, a, 1, 0, 0, {}, trace::Order::After);
    run.lane = first;
    run.add(EventKind::AcquireWait, b, 1, 0, 0, {}, trace::Order::After);
    if (const Status written = builder.write(path, trace::Outcome::Deadlock); !written.ok())
        throw std::runtime_error(written.error().sentence());
}

} // namespace braid::test
