// Elementary functions without branches, so that loops over them become vector code. The results are the same on all processors.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "multiversion.h"

namespace foldline {

// The natural logarithm of a positive normal number, to about one unit in the last place (polynomial of Cephes' logf).
FL_INLINE float log_of(float x) {
    uint32_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    // The mantissa is brought to sqrt(1/2) .. sqrt(2).
    const uint32_t shifted = bits - 0x3f3504f3u;
    const float exponent = static_cast<float>(static_cast<int32_t>(shifted) >> 23);
    const uint32_t mantissa = (shifted & 0x007fffffu) + 0x3f3504f3u;
    float m;
    std::memcpy(&m, &mantissa, sizeof m);
    const float t = m - 1.0f, square = t * t;
    float y = 7.0376836292e-2f;
    y = y * t - 1.1514610310e-1f;
    y = y * t + 1.1676998740e-1f;
    y = y * t - 1.2420140846e-1f;
    y = y * t + 1.4249322787e-1f;
    y = y * t - 1.6668057665e-1f;
    y = y * t + 2.0000714765e-1f;
    y = y * t - 2.4999993993e-1f;
    y = y * t + 3.3333331174e-1f;
    y = y * t * square - 2.12194440e-4f * exponent - 0.5f * square;
    return t + y + 0.693359375f * exponent;
}

// e to the power x, to about one unit in the last place (polynomial of Cephes' expf); 0 below what a normal number can hold.
FL_INLINE float exp_of(float x) {
    const float above = x > -87.0f ? x : -87.0f;
    const float bounded = above < 88.0f ? above : 88.0f;
    const float n = std::floor(bounded * 1.44269504f + 0.5f);
    const float t = bounded - n * 0.693359375f + n * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * t + 1.3981999507e-3f;
    y = y * t + 8.3334519073e-3f;
    y = y * t + 4.1665795894e-2f;
    y = y * t + 1.6666665459e-1f;
    y = y * t + 5.0000001201e-1f;
    y = y * t * t + t + 1.0f;
    const uint32_t bits = static_cast<uint32_t>(static_cast<int32_t>(n) + 127) << 23;
    float scale;
    std::memcpy(&scale, &bits, sizeof scale);
    return x < -87.0f ? 0.0f : y * scale;
}

// x to a power above 0; 0 for numbers that are not above the smallest normal one.
FL_INLINE float power_of(float x, float exponent) {
    constexpr float smallest = 1.17549435e-38f;
    const float power = exp_of(exponent * log_of(x > smallest ? x : smallest));
    return x > smallest ? power : 0.0f;
}

}  // namespace foldline
