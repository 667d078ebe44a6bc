#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// How a fuzz input becomes a trace file. A trace is mostly empty space (pages, chunks of 16 KiB), which a fuzzer would
/// waste its time on; so the input holds only what matters:
///
///   byte 0   flags, see below
///   byte 1   events per pull, less one
///   Raw:     the file itself
///   Built:   events of EventBytes bytes each, of which trace::Builder makes the file: well formed, whatever they say
///   else:    the header's bytes, then for each chunk a length (2 bytes) and so many bytes of it, header first; the rest
///            of the chunk is zero
namespace braid::fuzz {

enum Flags : std::uint8_t {
    Raw = 1,     ///< the rest of the input is the file, byte by byte
    Shrinks = 2, ///< the file loses its second half while it is read
    Grows = 4,   ///< its second half appears while it is read
    Built = 16,  ///< the rest of the input are events
    Sparse = 8,  ///< the file goes on behind its last chunk, as a hole of 64 GiB
};

/// A file in memory that is closed with this.
class MemoryFile {
public:
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    void write(std::size_t offset, std::span<const std::uint8_t> bytes);
    void resize(std::size_t size);

private:
    int m_fd;
};

/// Of an event of a Built input: kind; lane (low half) and the lane's or object's number; number on the object, bit 7: "after";
/// b; a (2 bytes); µs since the event before; how many bytes of text follow, at most 15.
constexpr std::size_t EventBytes = 8;

/// A piece of the file; pieces do not overlap and come in the order of their places.
struct Piece {
    std::size_t offset = 0;
    std::span<const std::uint8_t> bytes; ///< within the input, or Layout::built
};
struct Layout {
    std::vector<Piece> pieces;
    std::vector<std::uint8_t> built; ///< what the pieces are of, where that is not the input
    std::size_t size = 0;            ///< of the whole file

    /// Up to where something is written, in whole chunks.
    [[nodiscard]] std::size_t written() const;
};

/// Where the bytes of `input` (from byte 2 on, see above) belong. At most 256 chunks.
[[nodiscard]] Layout unpack(std::span<const std::uint8_t> input);

/// The input that unpacks to `file`, a whole trace file; what unpack() would leave zero is left out.
[[nodiscard]] std::vector<std::uint8_t> pack(std::span<const std::uint8_t> file, std::uint8_t flags);

} // namespace braid::fuzz
