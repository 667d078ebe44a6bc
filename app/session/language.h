#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

namespace braid::session {

/// The language of the program. Changing it sends QEvent::LanguageChange to every widget. Needs a QCoreApplication; its
/// thread only.
class Language : public QObject {
    Q_OBJECT
public:
    enum class Choice {
        System,
        English,
        Chinese
    };

    explicit Language(QObject* parent = nullptr);

    void set(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    /// "en" or "zh_CN": the name of the folder with the cards.
    [[nodiscard]] QString code() const;

signals:
    void changed(); ///< after the translators were exchanged

private:
    void apply();
    Choice m_choice = Choice::System;
    QTranslator m_window;    ///< what the program says itself
    QTranslator m_catalogue; ///< what the scenarios and the engine say
    QTranslator m_qt;        ///< what Qt's own dialogs say
};

} // namespace braid::session
