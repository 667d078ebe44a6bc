#include "app/render/picture/whole_file.h"
#include "tests/full_disk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace braid::render {
namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

TEST(WholeFile, OnAFullDiskLeavesWhatWasThereAndSaysWhatTheSystemSays) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("kept.txt");
    ASSERT_TRUE(writeWhole(path, "good"));
    const std::string more(5000, '#');
    for (const WholeFile::Folder kind : {WholeFile::Folder::TakesNewFiles, WholeFile::Folder::MayBeFixed}) {
        Status written = Done{};
        {
            const tests::FullDisk full(1024);
            written = writeWhole(path, more, kind);
        }
        ASSERT_FALSE(written);
        EXPECT_THAT(written.error().sentence(), testing::HasSubstr("File too large"));
        EXPECT_EQ(contents(path), "good");
        EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 1) << "and nothing beside it";
    }
    EXPECT_TRUE(writeWhole(path, more));
    EXPECT_EQ(contents(path).size(), 5000);
}

TEST(WholeFile, OfManyPiecesIsThereWhollyOrNotAtAll) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("pieces.bin");
    const auto write = [&path] {
        WholeFile file(path);
        if (!file.open())
            return false;
        for (int i = 0; i < 100; ++i)
            file.device().write(QByteArray(100, static_cast<char>('a' + i % 26))); // who writes a picture does not look at each piece
        return file.commit();
    };
    {
        const tests::FullDisk full(1024);
        EXPECT_FALSE(write());
    }
    EXPECT_FALSE(QFile::exists(path));
    EXPECT_TRUE(write());
    EXPECT_EQ(contents(path).size(), 10'000);
}

} // namespace
} // namespace braid::render
