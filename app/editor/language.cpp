#include "app/editor/language.h"

#include <QFileInfo>
#include <QStringList>

namespace braid::editor {

std::optional<Language> languageOf(const QString& file) {
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending == QLatin1String("py"))
        return Language::Python;
    if (ending == QLatin1String("c"))
        return Language::C;
    if (QStringList{QStringLiteral("cc"), QStringLiteral("cpp"), QStringLiteral("cxx")}.contains(ending))
        return Language::Cpp;
    return std::nullopt;
}

QString sourceFilter() { return QStringLiteral("*.py *.c *.cc *.cpp *.cxx"); }

} // namespace braid::editor
