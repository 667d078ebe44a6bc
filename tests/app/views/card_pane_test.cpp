#include "app/views/catalogue/card_pane.h"

#include "app/views/base/appearance.h"

#include <QApplication>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

TEST(CardPane, SaysOfAScenarioWithoutACardWhatThatSaysOfItself) {
    Appearance appearance(*qobject_cast<QApplication*>(QCoreApplication::instance()));
    CardPane pane(appearance);
    session::Scenario scenario;
    scenario.id = "of-nobody";
    scenario.title = "Two readers <want> to write";
    scenario.about = "Each waits for the other & itself.";
    pane.showCard(&scenario, "zh_CN");
    const QString text = pane.toPlainText();
    EXPECT_TRUE(text.startsWith("Two readers <want> to write\n")) << qPrintable(text);
    EXPECT_TRUE(text.contains("Each waits for the other & itself.")) << qPrintable(text);
    EXPECT_TRUE(text.contains("of-nobody")) << qPrintable(text);
    pane.showCard(nullptr, "en");
    EXPECT_FALSE(pane.toPlainText().contains("want"));
}

} // namespace
} // namespace braid::views
