#include "app/render/film/gif_file.h"
#include "app/render/scene/translate.h"

#include <algorithm>
#include <array>
#include <gif_lib.h>
#include <limits>
#include <set>

namespace braid::render {

namespace {

constexpr std::uint8_t Transparent = 255;
constexpr std::size_t MostUsed = 160; ///< colours taken as they are, the rest of the palette is for missing shades

int write(GifFileType* gif, const GifByteType* bytes, int count) {
    const auto written = static_cast<QFileDevice*>(gif->UserData)->write(reinterpret_cast<const char*>(bytes), count);
    return static_cast<int>(written);
}

int channel(std::uint32_t color, int shift) { return static_cast<int>(color >> shift & 0xffU); }

int distance(std::uint32_t a, std::uint32_t b) {
    const int red = channel(a, 16) - channel(b, 16);
    const int green = channel(a, 8) - channel(b, 8);
    const int blue = channel(a, 0) - channel(b, 0);
    return 3 * red * red + 6 * green * green + blue * blue; // about how bright each one looks
}

// 4 bits of each channel: what looks alike.
std::uint32_t shadeOf(std::uint32_t color) {
    return (color >> 20 & 0xfU) << 8 | (color >> 12 & 0xfU) << 4 | (color >> 4 & 0xfU);
}

} // namespace

std::vector<std::uint32_t> filmColors(std::span<const std::span<const std::uint32_t>> pictures) {
    std::unordered_map<std::uint32_t, std::size_t> pixels;
    for (const auto picture : pictures) {
        for (std::size_t i = 0; i < picture.size();) { // flat drawings: long stretches of one colour
            std::size_t end = i + 1;
            while (end < picture.size() && picture[end] == picture[i])
                ++end;
            pixels[picture[i]] += end - i;
            i = end;
        }
    }
    std::vector<std::pair<std::size_t, std::uint32_t>> byUse;
    for (const auto& [color, count] : pixels)
        byUse.emplace_back(count, color);
    std::sort(byUse.begin(), byUse.end(), std::greater<>());
    std::vector<std::uint32_t> colors;
    std::set<std::uint32_t> shades;
    std::size_t next = 0;
    for (; next < byUse.size() && colors.size() < MostUsed; ++next) {
        colors.push_back(byUse[next].second);
        shades.insert(shadeOf(byUse[next].second));
    }
    for (std::size_t i = next; i < byUse.size() && colors.size() < GifFile::MaxColors; ++i)
        if (shades.insert(shadeOf(byUse[i].second)).second)
            colors.push_back(byUse[i].second);
    if (colors.empty())
        colors.push_back(0xff000000);
    return colors;
}

Result<std::unique_ptr<GifFile>> GifFile::create(const QString& path, QSize size, const std::vector<std::uint32_t>& colors) {
    if (size.width() < 1 || size.height() < 1 || size.width() > MaxSide || size.height() > MaxSide)
        return Error{say(QT_TRANSLATE_NOOP("render", "cannot write the animation")).toStdString(), path.toStdString(),
                     say(QT_TRANSLATE_NOOP("render", "no side may have more than %1 pixels")).arg(MaxSide).toStdString()};
    std::unique_ptr<GifFile> file(new GifFile(path, size, colors));
    if (!file->m_file.open() || !file->begin())
        return file->problem();
    return file;
}

GifFile::GifFile(const QString& path, QSize size, const std::vector<std::uint32_t>& colors)
    : m_file(path), m_size(size), m_colors(colors), m_row(static_cast<std::size_t>(size.width())) {
    m_colors.resize(std::clamp<std::size_t>(m_colors.size(), 1, MaxColors), 0xff000000);
}

GifFile::~GifFile() {
    if (m_gif)
        EGifCloseFile(m_gif, nullptr);
}

Error GifFile::problem() const {
    return {say(QT_TRANSLATE_NOOP("render", "cannot write the animation")).toStdString(), m_file.device().fileName().toStdString(),
            m_file.device().errorString().toStdString()};
}

bool GifFile::begin() {
    m_gif = EGifOpen(&m_file.device(), write, nullptr);
    if (!m_gif)
        return false;
    EGifSetGifVersion(m_gif, true);
    std::array<GifColorType, 256> table{};
    for (std::size_t i = 0; i < m_colors.size(); ++i) {
        table[i].Red = static_cast<GifByteType>(channel(m_colors[i], 16));
        table[i].Green = static_cast<GifByteType>(channel(m_colors[i], 8));
        table[i].Blue = static_cast<GifByteType>(channel(m_colors[i], 0));
    }
    ColorMapObject* map = GifMakeMapObject(static_cast<int>(table.size()), table.data());
    if (!map)
        return false;
    bool good = EGifPutScreenDesc(m_gif, m_size.width(), m_size.height(), 8, 0, map) == GIF_OK;
    GifFreeMapObject(map); // copied
    // Netscape's extension: again and again (0 = for ever).
    constexpr std::array<GifByteType, 3> Forever{1, 0, 0};
    good = good && EGifPutExtensionLeader(m_gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
           EGifPutExtensionBlock(m_gif, 11, "NETSCAPE2.0") == GIF_OK &&
           EGifPutExtensionBlock(m_gif, static_cast<int>(Forever.size()), Forever.data()) == GIF_OK &&
           EGifPutExtensionTrailer(m_gif) == GIF_OK;
    return good;
}

std::uint8_t GifFile::indexOf(std::uint32_t color) {
    const auto [place, added] = m_nearest.try_emplace(color);
    if (added) {
        int best = std::numeric_limits<int>::max();
        for (std::size_t i = 0; i < m_colors.size() && best > 0; ++i) {
            if (const int far = distance(color, m_colors[i]); far < best) {
                best = far;
                place->second = static_cast<std::uint8_t>(i);
            }
        }
    }
    return place->second;
}

Status GifFile::add(std::span<const std::uint32_t> pixels, std::chrono::milliseconds duration) {
    std::vector<std::uint8_t> frame(pixels.size());
    for (std::size_t i = 0; i < pixels.size(); ++i)
        frame[i] = i > 0 && pixels[i] == pixels[i - 1] ? frame[i - 1] : indexOf(pixels[i]);
    // GIF counts in hundredths of a second; rounding the sum keeps the film's length.
    const auto hundredths = [](std::chrono::milliseconds time) { return static_cast<int>((time.count() + 5) / 10); };
    const int delay = hundredths(m_shown + duration) - hundredths(m_shown);
    m_shown += duration;
    if (!writeFrame(frame, delay))
        return problem();
    m_last = std::move(frame);
    return Done{};
}

bool GifFile::writeFrame(const std::vector<std::uint8_t>& frame, int delay) {
    const auto width = static_cast<std::size_t>(m_size.width());
    const auto height = static_cast<std::size_t>(m_size.height());
    std::size_t left = 0, right = width, top = 0, bottom = height; // what differs from the frame before
    const bool first = m_last.empty();
    if (!first) {
        left = width, right = 0, top = height, bottom = 0;
        for (std::size_t y = 0; y < height; ++y) {
            const auto begin = frame.begin() + static_cast<std::ptrdiff_t>(y * width);
            const auto end = begin + static_cast<std::ptrdiff_t>(width);
            const auto before = m_last.begin() + static_cast<std::ptrdiff_t>(y * width);
            const auto differs = std::mismatch(begin, end, before).first;
            if (differs == end)
                continue;
            top = std::min(top, y);
            bottom = y + 1;
            left = std::min(left, static_cast<std::size_t>(differs - begin));
            std::size_t last = width;
            while (begin[static_cast<std::ptrdiff_t>(last - 1)] == before[static_cast<std::ptrdiff_t>(last - 1)])
                --last;
            right = std::max(right, last);
        }
        if (bottom == 0) // nothing moves: one transparent pixel holds the time
            left = top = 0, right = bottom = 1;
    }
    GraphicsControlBlock control{};
    control.DisposalMode = DISPOSE_DO_NOT;
    control.DelayTime = delay;
    control.TransparentColor = first ? NO_TRANSPARENT_COLOR : Transparent;
    std::array<GifByteType, 4> block{};
    const auto length = EGifGCBToExtension(&control, block.data());
    if (EGifPutExtension(m_gif, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(length), block.data()) != GIF_OK ||
        EGifPutImageDesc(m_gif, static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left),
                         static_cast<int>(bottom - top), false, nullptr) != GIF_OK)
        return false;
    for (std::size_t y = top; y < bottom; ++y) {
        for (std::size_t x = left; x < right; ++x) {
            const std::size_t at = y * width + x;
            m_row[x - left] = !first && frame[at] == m_last[at] ? Transparent : frame[at];
        }
        if (EGifPutLine(m_gif, m_row.data(), static_cast<int>(right - left)) != GIF_OK)
            return false;
    }
    return true;
}

Status GifFile::finish() {
    GifFileType* gif = std::exchange(m_gif, nullptr);
    if (!gif || EGifCloseFile(gif, nullptr) != GIF_OK || !m_file.commit())
        return problem();
    return Done{};
}

} // namespace braid::render
