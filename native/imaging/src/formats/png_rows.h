// Undoing the row filters of PNG (specification, section 9).
#pragma once

#include <cstdint>

namespace foldline {

// `raw`: one filtered row without its filter byte; `above`: the finished row above (zeros for the first); `out` may not overlap them.
// Returns false for an unknown filter. `pixel`: bytes a pixel (1, 2, 3, 4, 6, 8).
bool unfilter_row(uint8_t filter, const uint8_t* raw, const uint8_t* above, uint8_t* out, int64_t length, int pixel);

}  // namespace foldline
