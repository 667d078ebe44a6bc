#include "app/render/rows/rows.h"

namespace braid::render {

double contentHeight(const std::vector<Row>& rows) {
    return rows.empty() ? 0 : rows.back().top + rows.back().height;
}

} // namespace braid::render
