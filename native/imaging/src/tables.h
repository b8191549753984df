// Lookup of 8-bit samples in tables of 256 entries.
#pragma once

#include <cstdint>

namespace foldline {

// One table for all samples. `in` and `out` may be the same memory.
void lookup(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* table);

// One table a channel, one after the other; `count` samples that begin with channel 0. `in` and `out` may be the same memory.
void lookup_channels(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* tables, int channels);

}  // namespace foldline
