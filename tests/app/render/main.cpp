#include <QGuiApplication>

#include <gtest/gtest.h>

// Type needs a QGuiApplication; nothing here needs a window.
int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    const QGuiApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
