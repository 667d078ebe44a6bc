#include "app/session/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace braid::session {

Language::Language(QObject* parent) : QObject(parent) { apply(); }

namespace {
/// What the system (LANGUAGE, LC_ALL, LC_MESSAGES, LANG) says of words, not of numbers.
bool systemSpeaksChinese() {
    return QLocale(QLocale::system().uiLanguages().value(0)).language() == QLocale::Chinese;
}
} // namespace

QString Language::code() const {
    const bool chinese = m_choice == Choice::Chinese || (m_choice == Choice::System && systemSpeaksChinese());
    return chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void Language::set(Choice choice) {
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
    emit changed();
}

void Language::apply() {
    for (QTranslator* translator : {&m_window, &m_catalogue, &m_qt})
        QCoreApplication::removeTranslator(translator);
    const bool chinese = code() == QLatin1String("zh_CN");
    QLocale::setDefault(chinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English));
    const QString folder = QStringLiteral(":/translations");
    // English too: presets and choices come as names for the command line.
    if (m_catalogue.load(QStringLiteral("braid_catalogue_") + code(), folder))
        QCoreApplication::installTranslator(&m_catalogue);
    if (!chinese)
        return;
    if (m_qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_window.load(QStringLiteral("braid_zh_CN"), folder))
        QCoreApplication::installTranslator(&m_window);
}

} // namespace braid::session
