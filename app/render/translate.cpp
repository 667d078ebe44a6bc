#include "app/render/translate.h"

#include <QCoreApplication>

namespace braid::render {

QString translated(const model::Sentence& sentence) {
    return QString::fromStdString(sentence.in(
        [](const char* pattern) { return QCoreApplication::translate("sentence", pattern).toStdString(); }));
}

} // namespace braid::render
