#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/model/query/current_wait.h"
#include "engine/trace/format.h"
#include "engine/trace/reading/reader.h"
#include "tests/fuzz/packed_trace.h"
#include "tests/hostile/ask_everything.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

/// Any bytes as a trace file that is opened and asked all that the window and the command line ask. Whatever the bytes are:
/// no crash, no endless loop (libFuzzer's -timeout), and no memory beyond the limits that tests/run sets.
namespace braid::fuzz {

namespace {

void openAndAsk(std::span<const std::uint8_t> input) {
    const Layout layout = unpack(input);
    if (layout.pieces.empty())
        return;
    MemoryFile file;
    for (const Piece& piece : layout.pieces)
        file.write(piece.offset, piece.bytes);
    file.resize(layout.size);
    Result<trace::Reader> reader = trace::Reader::open(file.fd(), "input");
    if (!reader.ok())
        return;
    reader->assumeOver();
    model::Model model;
    analysis::Findings findings;
    for (auto events = reader->pull(2048); !events.empty(); events = reader->pull(2048)) {
        for (const trace::Event& event : events) {
            model.apply(event);
            findings.update(model);
        }
    }
    if (!reader->complete()) {
        std::fprintf(stderr, "broken promise: a run that is over becomes complete\n");
        std::abort();
    }
    model.finish(reader->endTime().count(), reader->outcome());
    findings.update(model);
    findings.nameHangs(model);
    LaneId mover;
    (void)model::standsStill(model, mover);
    hostile::askEverything(model, findings);
    (void)model.memory();
}

} // namespace

} // namespace braid::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    braid::fuzz::openAndAsk({data, size});
    return 0;
}
