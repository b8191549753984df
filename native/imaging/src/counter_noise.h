// Random numbers by position: element i of a field depends on the seed and i alone. The bits are SplitMix64's, as those of
// Foldline.CounterRandom.
#pragma once

#include <cmath>
#include <cstdint>

#include "fast_math.h"
#include "multiversion.h"

namespace foldline {

// 64 random bits for position i.
FL_INLINE uint64_t random_bits(uint64_t seed, uint64_t i) {
    uint64_t z = seed + (i + 1) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

// A standard normal number for 32 uniform bits: the inverse of the error function by Giles' single-precision polynomials
// ("Approximating the erfinv function", 2010). Both branches are evaluated, so that loops over it become vector code.
FL_INLINE float normal_of(uint32_t bits) {
    const uint32_t tail = bits < 0x80000000u ? bits : ~bits;
    const float q = (static_cast<float>(static_cast<int32_t>(tail)) + 0.5f) * 0x1p-32f;
    const float w = -log_of(4.0f * q * (1.0f - q));
    const float a = w - 2.5f;
    float central = 2.81022636e-08f;
    central = central * a + 3.43273939e-07f;
    central = central * a - 3.5233877e-06f;
    central = central * a - 4.39150654e-06f;
    central = central * a + 0.00021858087f;
    central = central * a - 0.00125372503f;
    central = central * a - 0.00417768164f;
    central = central * a + 0.246640727f;
    central = central * a + 1.50140941f;
    const float b = std::sqrt(w < 0.0f ? 0.0f : w) - 3.0f;
    float outer = -0.000200214257f;
    outer = outer * b + 0.000100950558f;
    outer = outer * b + 0.00134934322f;
    outer = outer * b - 0.00367342844f;
    outer = outer * b + 0.00573950773f;
    outer = outer * b - 0.0076224613f;
    outer = outer * b + 0.00943887047f;
    outer = outer * b + 1.00167406f;
    outer = outer * b + 2.83297682f;
    const float magnitude = 1.41421356f * (w < 5.0f ? central : outer) * (1.0f - 2.0f * q);
    return bits < 0x80000000u ? -magnitude : magnitude;
}

// Uniform in [0, 1).
FL_INLINE float uniform_of(uint32_t bits) { return static_cast<float>(static_cast<int32_t>(bits >> 8)) * 0x1p-24f; }

}  // namespace foldline
