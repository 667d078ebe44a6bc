#include "app/render/translate.h"

#include <QCoreApplication>

namespace braid::render {

QString translated(const model::Sentence& sentence) {
    const QString pattern = QCoreApplication::translate("sentence", sentence.pattern);
    return QString::fromStdString(model::fill(pattern.toStdString(), sentence.arguments));
}

} // namespace braid::render
