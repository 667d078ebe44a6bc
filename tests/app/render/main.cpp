#include <QGuiApplication>

#include <gtest/gtest.h>

// Type needs a QGuiApplication; nothing here needs a window.
int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) // also when the build asks for the list of tests
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
