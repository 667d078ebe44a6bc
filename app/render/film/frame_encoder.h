#pragma once

#include "engine/trace/result.h"

#include <chrono>
#include <cstdint>
#include <span>

namespace braid::render {

/// Takes the pictures of a film one after another and makes a file of them. Not thread-safe.
class FrameEncoder {
public:
    FrameEncoder() = default;
    FrameEncoder(const FrameEncoder&) = delete;
    FrameEncoder& operator=(const FrameEncoder&) = delete;
    /// A film that was not finished leaves nothing behind.
    virtual ~FrameEncoder() = default;

    /// The next picture: 0xffRRGGBB, row by row from the top left, as many pixels as the film's size has. It is shown for
    /// `duration`. Error: one sentence, e.g. the disk is full; the film is lost then.
    [[nodiscard]] virtual Status add(std::span<const std::uint32_t> pixels, std::chrono::milliseconds duration) = 0;
    /// Puts the whole film in its place; nothing is there before. Once, after the last add().
    [[nodiscard]] virtual Status finish() = 0;
};

} // namespace braid::render
