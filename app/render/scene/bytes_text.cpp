#include "app/render/scene/bytes_text.h"

#include <array>
#include <cmath>

namespace braid::render {

QString bytesText(double bytes) {
    if (std::isnan(bytes))
        return {};
    constexpr std::array<const char*, 5> Units{"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    while (bytes >= 1024 && unit + 1 < Units.size()) {
        bytes /= 1024;
        ++unit;
    }
    QString number = QString::number(bytes, 'f', unit > 0 && bytes < 100 ? 1 : 0);
    if (number.endsWith(QStringLiteral(".0")))
        number.chop(2);
    return number + QLatin1Char(' ') + QLatin1String(Units[unit]);
}

} // namespace braid::render
