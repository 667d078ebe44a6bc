#include "app/render/film/film.h"
#include "app/render/film/gif_file.h"
#include "app/render/paint/paint.h"

#include "tests/app/render/support/runs.h"
#include "tests/full_disk.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gif_lib.h>
#include <gmock/gmock.h>

#include <cmath>

namespace braid::tests::film_test {
namespace {

using namespace render;
using namespace std::chrono_literals;
using testing::HasSubstr;

FilmOptions small(FilmKind kind) {
    FilmOptions options;
    options.kind = kind;
    options.framesPerSecond = 10;
    options.picture.width = 640;
    options.picture.height = 360;
    options.picture.title = QStringLiteral("Deadlock");
    return options;
}

std::unique_ptr<Film> filmOf(const ModeledStory& told, const FilmOptions& options) {
    auto film = Film::make(told.model(), told.findings, told.edge(), options);
    EXPECT_TRUE(film) << film.error().sentence();
    return film ? std::move(*film) : nullptr;
}

std::string written(const QString& path, Film& film) {
    auto writer = FilmWriter::begin(path, film);
    if (!writer)
        return writer.error().sentence();
    while (!(*writer)->done())
        if (const Status step = (*writer)->step(); !step)
            return step.error().sentence();
    return {};
}

// What a player shows: the frames laid over each other.
struct Played {
    QSize size;
    std::vector<QImage> frames;
    std::vector<int> delays; ///< hundredths of a second
};

Played play(const QString& path) {
    Played result;
    int problem = 0;
    GifFileType* gif = DGifOpenFileName(path.toUtf8().constData(), &problem);
    if (!gif || DGifSlurp(gif) != GIF_OK) {
        ADD_FAILURE() << "no GIF: " << GifErrorString(gif ? gif->Error : problem);
        return result;
    }
    result.size = QSize(gif->SWidth, gif->SHeight);
    QImage screen(result.size, QImage::Format_RGB32);
    screen.fill(Qt::magenta);
    for (int i = 0; i < gif->ImageCount; ++i) {
        const SavedImage& image = gif->SavedImages[i];
        GraphicsControlBlock control{};
        DGifSavedExtensionToGCB(gif, i, &control);
        const GifImageDesc& place = image.ImageDesc;
        for (int y = 0; y < place.Height; ++y) {
            for (int x = 0; x < place.Width; ++x) {
                const int index = image.RasterBits[y * place.Width + x];
                if (index == control.TransparentColor)
                    continue;
                const GifColorType& color = gif->SColorMap->Colors[index];
                screen.setPixel(place.Left + x, place.Top + y, qRgb(color.Red, color.Green, color.Blue));
            }
        }
        result.frames.push_back(screen.copy());
        result.delays.push_back(control.DelayTime);
    }
    DGifCloseFile(gif, nullptr);
    return result;
}

double psnr(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            sum += std::pow(qRed(p) - qRed(q), 2) + std::pow(qGreen(p) - qGreen(q), 2) + std::pow(qBlue(p) - qBlue(q), 2);
        }
    }
    const double error = sum / (3.0 * a.width() * a.height());
    return error == 0 ? 99 : 10 * std::log10(255 * 255 / error);
}

TEST(Film, HasAsManyFramesAsItsLengthAsks) {
    const auto told = deadlockRun(4);
    FilmOptions options = small(FilmKind::Cursor);
    options.speed = static_cast<double>(told->edge()) / 1e9 / 2; // two seconds
    const auto film = filmOf(*told, options);
    EXPECT_EQ(film->frames(), 20);
    EXPECT_EQ(film->momentOf(0), 0);
    EXPECT_EQ(film->momentOf(19), told->edge());
    EXPECT_EQ(film->length(), 1900ms + 1500ms) << "the last frame stays to be read";
    options.picture.from = 100'000'000;
    options.picture.to = 200'000'000;
    options.speed = 0.01;
    options.framesPerSecond = 30;
    const auto slow = filmOf(*told, options);
    EXPECT_EQ(slow->frames(), 300);
    EXPECT_EQ(slow->momentOf(0), 100'000'000);
    EXPECT_EQ(slow->momentOf(299), 200'000'000);
}

TEST(Film, RefusesInOneSentence) {
    const auto told = deadlockRun(2);
    FilmOptions options = small(FilmKind::Grow);
    options.speed = 0.000'01;
    const auto endless = Film::make(told->model(), told->findings, told->edge(), options);
    ASSERT_FALSE(endless);
    EXPECT_THAT(endless.error().sentence(), HasSubstr("6000"));
    options.speed = 1;
    options.picture.from = told->edge() + 1;
    EXPECT_FALSE(Film::make(told->model(), told->findings, told->edge(), options));
}

TEST(Film, ShowsTheRunAsItWasAtEachMoment) {
    const auto told = deadlockRun(4);
    FilmOptions options = small(FilmKind::Grow);
    options.picture.legend = false; // it shows the colour as well
    const auto film = filmOf(*told, options);
    const QImage first = film->frame(0);
    const QImage last = film->frame(film->frames() - 1);
    const QRgb blocked = Theme::light().color(Role::Blocked).rgb();
    const auto count = [&](const QImage& image) {
        int pixels = 0;
        for (int y = 60; y < image.height() - 60; ++y) // without title and legend
            for (int x = 240; x < image.width(); ++x)
                pixels += image.pixel(x, y) == blocked;
        return pixels;
    };
    EXPECT_EQ(count(first), 0) << "nobody is blocked yet";
    EXPECT_GT(count(last), 200);
    // The empty future: nothing but the ground stands right of the edge.
    const QImage half = film->frame(film->frames() / 2);
    EXPECT_LT(count(half), count(last));
    EXPECT_EQ(half, film->frame(film->frames() / 2)) << "a frame does not depend on those shown before";
    EXPECT_EQ(first, film->frame(0));
}

TEST(Film, OfACursorMovesNothingElse) {
    const auto told = deadlockRun(4);
    const auto film = filmOf(*told, small(FilmKind::Cursor));
    const QImage a = film->frame(film->frames() / 3);
    const QImage b = film->frame(film->frames() / 3 + 1);
    EXPECT_NE(a, b);
    EXPECT_GT(psnr(a, b), 20);
}

class FilmFile : public testing::TestWithParam<FilmKind> {};

TEST_P(FilmFile, PlaysWhatWasPainted) {
    const auto told = deadlockRun(4);
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.gif");
    FilmOptions options = small(GetParam());
    options.speed = static_cast<double>(told->edge()) / 1e9;
    const auto film = filmOf(*told, options);
    EXPECT_EQ(written(path, *film), "");
    const Played played = play(path);
    EXPECT_EQ(played.size, QSize(640, 360));
    ASSERT_EQ(played.frames.size(), static_cast<std::size_t>(film->frames()));
    EXPECT_EQ(played.delays.front(), 10);
    EXPECT_EQ(played.delays.back(), 150);
    for (const int i : {0, film->frames() / 2, film->frames() - 1})
        EXPECT_GT(psnr(played.frames[static_cast<std::size_t>(i)], film->frame(i)), 35) << "frame " << i;
    EXPECT_NE(played.frames.front(), played.frames[played.frames.size() / 2]);
    EXPECT_NE(played.frames[played.frames.size() / 2], played.frames.back());
}

INSTANTIATE_TEST_SUITE_P(OfEveryKind, FilmFile, testing::Values(FilmKind::Grow, FilmKind::Follow, FilmKind::Cursor));

TEST(FilmFile, LeavesNothingBehindWhenItIsGivenUpOrFails) {
    const auto told = deadlockRun(2);
    const QTemporaryDir folder;
    const auto film = filmOf(*told, small(FilmKind::Cursor));
    {
        auto writer = FilmWriter::begin(folder.filePath("run.gif"), *film);
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->step());
        EXPECT_FALSE(QFileInfo::exists(folder.filePath("run.gif"))) << "nothing is in its place before it is whole";
    }
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
    EXPECT_THAT(written(folder.filePath("no/such.gif"), *film), HasSubstr("no/such.gif"));
    EXPECT_THAT(written(folder.filePath("run.mp4"), *film), HasSubstr(".gif"));
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
    const QString device = folder.filePath("device.gif");
    ASSERT_TRUE(QFile::link("/dev/null", device));
    EXPECT_EQ(written(device, *film), "");
    EXPECT_FALSE(QFileInfo("/dev/null").isFile()) << "a device stays one";
    EXPECT_TRUE(QFileInfo(device).isSymLink());
}

TEST(FilmFile, SaysWhenTheDiskTakesNoMoreAndLeavesNothing) {
    const auto told = deadlockRun(4);
    const QTemporaryDir folder;
    const auto film = filmOf(*told, small(FilmKind::Follow));
    std::string sentence;
    {
        const tests::FullDisk full(2048);
        sentence = written(folder.filePath("run.gif"), *film);
    }
    EXPECT_THAT(sentence, HasSubstr("cannot write the animation"));
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
}

TEST(FilmColors, AreThoseThatCoverMostAndNeverTooMany) {
    std::vector<std::uint32_t> picture;
    for (std::uint32_t i = 0; i < 2000; ++i) {
        picture.push_back(0xff000000U | i * 7919U % 0xffffffU);
        picture.push_back(0xff112233U);
    }
    const std::array<std::span<const std::uint32_t>, 1> pictures{picture};
    const auto colors = filmColors(pictures);
    EXPECT_LE(colors.size(), GifFile::MaxColors);
    EXPECT_EQ(colors.front(), 0xff112233U);
    EXPECT_EQ(filmColors({}).size(), 1u);
}

} // namespace
} // namespace braid::tests::film_test
