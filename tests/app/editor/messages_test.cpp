#include "app/editor/messages.h"

#include <gtest/gtest.h>

namespace braid::editor {

static void PrintTo(const Message& message, std::ostream* out) {
    *out << message.file.toStdString() << ':' << message.line << ':' << message.column << ' ' << static_cast<int>(message.severity) << ' ' << message.text.toStdString();
}

namespace {

using Severity = Message::Severity;

TEST(Messages, ACompilersErrorsWarningsAndNotesAreFound) {
    const auto messages = compilerMessages("/home/a b/x.cpp: In function 'int main()':\n"
                                           "/home/a b/x.cpp:3:12: error: 'foo' was not declared in this scope\n"
                                           "    3 |     return foo;\n"
                                           "/home/a b/x.cpp:4:9: warning: unused variable 'n' [-Wunused-variable]\r\n"
                                           "/home/a b/x.cpp:2:5: note: declared here\n"
                                           "x.c:1:10: fatal error: nothing.h: No such file or directory\n");
    ASSERT_EQ(messages.size(), 4u);
    EXPECT_EQ(messages[0], (Message{"/home/a b/x.cpp", 3, 12, Severity::Error, "'foo' was not declared in this scope"}));
    EXPECT_EQ(messages[1], (Message{"/home/a b/x.cpp", 4, 9, Severity::Warning, "unused variable 'n' [-Wunused-variable]"}));
    EXPECT_EQ(messages[2].severity, Severity::Note);
    EXPECT_EQ(messages[3].text, "nothing.h: No such file or directory");
}

TEST(Messages, ALinkersErrorsHaveTheirLine) {
    const auto messages = compilerMessages("/usr/bin/ld: /tmp/ccAbc.o: in function `main':\n"
                                           "/home/me/x.c:7: undefined reference to `there_is_none'\n"
                                           "collect2: error: ld returned 1 exit status\n");
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[0], (Message{"/home/me/x.c", 7, 0, Severity::Error, "undefined reference to `there_is_none'"}));
    EXPECT_EQ(messages[1], (Message{{}, 0, 0, Severity::Error, "ld returned 1 exit status"}));
}

TEST(Messages, ATracebackIsOneErrorAtTheLastLineOfTheProgramItself) {
    const auto messages = pythonMessages("hello\n"
                                         "Traceback (most recent call last):\n"
                                         "  File \"/home/me/x.py\", line 9, in <module>\n"
                                         "    f()\n"
                                         "  File \"/home/me/x.py\", line 4, in f\n"
                                         "    json.loads(\"\")\n"
                                         "    ^^^^^^^^^^^^^^\n"
                                         "  File \"/usr/lib/python3.11/json/__init__.py\", line 346, in loads\n"
                                         "    return _default_decoder.decode(s)\n"
                                         "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)\n",
                                         "/home/me/x.py");
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0], (Message{"/home/me/x.py", 4, 0, Severity::Error, "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"}));
}

TEST(Messages, ASyntaxErrorHasItsLine) {
    const auto messages = pythonMessages("  File \"/home/me/x.py\", line 2\n"
                                         "    def f(\n"
                                         "         ^\n"
                                         "SyntaxError: '(' was never closed\n",
                                         "/home/me/x.py");
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].line, 2);
    EXPECT_EQ(messages[0].text, "SyntaxError: '(' was never closed");
}

TEST(Messages, EachTracebackIsAMessageAndOutputIsNone) {
    const QString one = "Exception in thread Thread-1 (f):\nTraceback (most recent call last):\n  File \"x.py\", line 3, in f\n    1 / 0\nZeroDivisionError: division by zero\n";
    EXPECT_EQ(pythonMessages(one + "between\n" + one, "x.py").size(), 2u);
    EXPECT_TRUE(pythonMessages("File \"x.py\", line 3 is what I print\nnothing else: here\n", "y.py").size() <= 1u);
    EXPECT_TRUE(pythonMessages("ValueError: I only print it\n", "x.py").empty());
    EXPECT_TRUE(compilerMessages("all is well\n").empty());
}

TEST(Messages, AFloodIsCutOff) {
    QString flood;
    for (int i = 0; i < 2000; ++i)
        flood += QString("x.c:%1:1: error: no\n").arg(i + 1);
    EXPECT_EQ(compilerMessages(flood).size(), MostMessages);
}

} // namespace
} // namespace braid::editor
