#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QString>

class QApplication;

namespace braid::views {

enum class Scheme { System, Light, Dark };

/// The look of everything around the timeline: palette, style sheet and icons, made from the colour tokens in
/// resources/theme. The timeline's own colours are render::Theme's. GUI thread only.
class Appearance : public QObject {
    Q_OBJECT
public:
    explicit Appearance(QApplication& application);

    void setScheme(Scheme scheme);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    /// What the scheme amounts to now.
    [[nodiscard]] bool dark() const;

    /// A token of resources/theme/{dark,light}.json; an unknown name asserts.
    [[nodiscard]] QColor color(const QString& token) const;
    /// resources/icons/<name>.svg in the colour of `token`, sharp at every size.
    [[nodiscard]] QIcon icon(const QString& name, const QString& token = QStringLiteral("text")) const;
    /// For code and for times.
    [[nodiscard]] static QFont monospace();

signals:
    void changed(); ///< colours differ from now on; icons must be fetched again

private:
    void apply();
    QApplication& m_application;
    Scheme m_scheme = Scheme::System;
    bool m_systemDark;
    QHash<QString, QColor> m_tokens;
};

} // namespace braid::views
