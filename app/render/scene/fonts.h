#pragma once

#include <QCoreApplication>
#include <QFont>
#include <QHash>
#include <QThread>

#include <memory>

/// What is remembered of fonts from frame to frame. Not for use outside app/render.
namespace braid::render {

/// This thread's own T for `font`, made of a font of this thread's own: Qt lets no two threads share one. T(QFont) is called
/// once in each thread; what it makes ends with the thread or with the application.
template <class T>
T& rememberedOf(const QFont& font) {
    thread_local QHash<QFont, std::shared_ptr<T>> all;
    thread_local const bool ends = [] {
        const QCoreApplication* const application = QCoreApplication::instance();
        if (application && application->thread() == QThread::currentThread())
            qAddPostRoutine([] { all.clear(); });
        return true;
    }();
    Q_UNUSED(ends)
    std::shared_ptr<T>& known = all[font];
    if (!known) {
        QFont own;
        own.fromString(font.toString());
        known = std::make_shared<T>(std::move(own));
    }
    return *known;
}

/// So many words are remembered of a font in one thread. Durations in bars come and go: the last frames' are what counts.
constexpr qsizetype MostWords = 8192;

} // namespace braid::render
