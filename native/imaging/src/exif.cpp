#include "exif.h"

#include <cstring>

namespace foldline {

int exif_orientation(const uint8_t* data, int64_t length) {
    if (length < 8 || (std::memcmp(data, "II", 2) != 0 && std::memcmp(data, "MM", 2) != 0)) return 1;
    const bool little = data[0] == 'I';
    const auto u16 = [&](int64_t at) { return little ? data[at] | data[at + 1] << 8 : data[at] << 8 | data[at + 1]; };
    const auto u32 = [&](int64_t at) {
        return little ? static_cast<uint32_t>(u16(at)) | static_cast<uint32_t>(u16(at + 2)) << 16
                      : static_cast<uint32_t>(u16(at)) << 16 | static_cast<uint32_t>(u16(at + 2));
    };

    const int64_t directory = u32(4);
    if (directory + 2 > length) return 1;
    const int entries = u16(directory);
    for (int i = 0; i < entries; i++) {
        const int64_t entry = directory + 2 + 12 * static_cast<int64_t>(i);
        if (entry + 12 > length) return 1;
        if (u16(entry) != 0x0112) continue;
        const int orientation = u16(entry + 8);
        return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
    return 1;
}

void apply_orientation(const uint8_t* source, uint8_t* destination, int64_t height, int64_t width, int64_t pixel_bytes, int orientation) {
    const bool swapped = orientation >= 5;
    const bool mirrored_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool mirrored_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    const int64_t rows = swapped ? width : height;
    const int64_t columns = swapped ? height : width;
    for (int64_t y = 0; y < rows; y++) {
        for (int64_t x = 0; x < columns; x++) {
            // First mirror in the output frame, then exchange the axes.
            const int64_t v = mirrored_y ? rows - 1 - y : y;
            const int64_t u = mirrored_x ? columns - 1 - x : x;
            const uint8_t* from = source + (swapped ? u * width + v : v * width + u) * pixel_bytes;
            std::memcpy(destination, from, pixel_bytes);
            destination += pixel_bytes;
        }
    }
}

}  // namespace foldline
