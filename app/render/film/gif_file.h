#pragma once

#include "app/render/film/frame_encoder.h"
#include "app/render/picture/whole_file.h"

#include <QSize>
#include <memory>
#include <unordered_map>
#include <vector>

struct GifFileType;

namespace braid::render {

/// A GIF that plays for ever. All frames share one palette: drawings of flat colours come out as they are. Of each frame
/// only the rectangle that differs from the one before is written, with what is the same in it left transparent: long
/// films of a cursor on a still picture are small.
class GifFile : public FrameEncoder {
public:
    static constexpr std::size_t MaxColors = 255; ///< one more is the transparent one
    static constexpr int MaxSide = 4096;          ///< of a frame, in pixels

    /// `colors`: 1 … MaxColors; other colours become the nearest of them. At `path` as a whole with finish(), see WholeFile. Error:
    /// not writable, no such size.
    [[nodiscard]] static Result<std::unique_ptr<GifFile>> create(const QString& path, QSize size,
                                                                 const std::vector<std::uint32_t>& colors);
    ~GifFile() override;

    [[nodiscard]] Status add(std::span<const std::uint32_t> pixels, std::chrono::milliseconds duration) override;
    [[nodiscard]] Status finish() override;

private:
    GifFile(const QString& path, QSize size, const std::vector<std::uint32_t>& colors);
    [[nodiscard]] bool begin();
    [[nodiscard]] std::uint8_t indexOf(std::uint32_t color);
    [[nodiscard]] bool writeFrame(const std::vector<std::uint8_t>& frame, int delay);
    [[nodiscard]] Error problem() const;

    WholeFile m_file;
    QSize m_size;
    std::vector<std::uint32_t> m_colors;
    std::unordered_map<std::uint32_t, std::uint8_t> m_nearest; ///< colours that were asked for
    std::vector<std::uint8_t> m_last;                          ///< the frame before, as indices; empty before the first
    std::vector<std::uint8_t> m_row;
    std::chrono::milliseconds m_shown{0}; ///< of all frames so far
    GifFileType* m_gif = nullptr;
};

/// The colours a film of these pictures needs: those that cover most, then one for each shade that is still missing.
/// 1 … GifFile::MaxColors of them. `pictures` as in FrameEncoder::add().
[[nodiscard]] std::vector<std::uint32_t> filmColors(std::span<const std::span<const std::uint32_t>> pictures);

} // namespace braid::render
