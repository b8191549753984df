// The orientation tag of an EXIF block.
#pragma once

#include <cstdint>

namespace foldline {

// `data` begins at the TIFF header ("II" or "MM"). Returns 1..8, 1 when there is none or the block is damaged.
int exif_orientation(const uint8_t* data, int64_t length);

// Turns `source` (height x width pixels of `pixel_bytes`) as an orientation says; 5..8 exchange the sides.
void apply_orientation(const uint8_t* source, uint8_t* destination, int64_t height, int64_t width, int64_t pixel_bytes, int orientation);

}  // namespace foldline
