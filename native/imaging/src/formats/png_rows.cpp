#include "png_rows.h"

#include <cstdlib>
#include <cstring>

#include "multiversion.h"

namespace {

FL_MULTIVERSION void add_rows(const uint8_t* __restrict raw, const uint8_t* __restrict above, uint8_t* __restrict out, int64_t length) {
    for (int64_t i = 0; i < length; i++) out[i] = static_cast<uint8_t>(raw[i] + above[i]);
}

inline int paeth(int left, int up, int corner) {
    const int to_left = std::abs(up - corner), to_up = std::abs(left - corner), to_corner = std::abs(left + up - 2 * corner);
    const int vertical = to_up <= to_corner ? up : corner;
    return to_left <= to_up && to_left <= to_corner ? left : vertical;
}

// The pixel to the left stays in registers: one chain for each of its bytes.
template <int Pixel>
void sub(const uint8_t* raw, uint8_t* out, int64_t length) {
    uint8_t left[Pixel] = {};
    for (int64_t i = 0; i < length; i += Pixel)
        for (int k = 0; k < Pixel; k++) out[i + k] = left[k] = static_cast<uint8_t>(raw[i + k] + left[k]);
}

template <int Pixel>
void average(const uint8_t* raw, const uint8_t* above, uint8_t* out, int64_t length) {
    uint8_t left[Pixel] = {};
    for (int64_t i = 0; i < length; i += Pixel)
        for (int k = 0; k < Pixel; k++) out[i + k] = left[k] = static_cast<uint8_t>(raw[i + k] + ((left[k] + above[i + k]) >> 1));
}

template <int Pixel>
void paeth_row(const uint8_t* raw, const uint8_t* above, uint8_t* out, int64_t length) {
    int left[Pixel] = {}, corner[Pixel] = {};
    for (int64_t i = 0; i < length; i += Pixel) {
        for (int k = 0; k < Pixel; k++) {
            const int up = above[i + k];
            left[k] = (raw[i + k] + paeth(left[k], up, corner[k])) & 255;
            corner[k] = up;
            out[i + k] = static_cast<uint8_t>(left[k]);
        }
    }
}

template <int Pixel>
bool unfilter(uint8_t filter, const uint8_t* raw, const uint8_t* above, uint8_t* out, int64_t length) {
    switch (filter) {
        case 0: std::memcpy(out, raw, length); return true;
        case 1: sub<Pixel>(raw, out, length); return true;
        case 2: add_rows(raw, above, out, length); return true;
        case 3: average<Pixel>(raw, above, out, length); return true;
        case 4: paeth_row<Pixel>(raw, above, out, length); return true;
        default: return false;
    }
}

}  // namespace

bool foldline::unfilter_row(uint8_t filter, const uint8_t* raw, const uint8_t* above, uint8_t* out, int64_t length, int pixel) {
    switch (pixel) {
        case 1: return unfilter<1>(filter, raw, above, out, length);
        case 2: return unfilter<2>(filter, raw, above, out, length);
        case 3: return unfilter<3>(filter, raw, above, out, length);
        case 4: return unfilter<4>(filter, raw, above, out, length);
        case 6: return unfilter<6>(filter, raw, above, out, length);
        case 8: return unfilter<8>(filter, raw, above, out, length);
        default: return false;
    }
}
