// A table of 256 bytes fits into four (AVX-512 VBMI) or eight (AVX2) vector registers, so that a lookup is a few shuffles for
// 64 or 32 samples instead of a load for each.
#include "tables.h"

#include <algorithm>

#include "image_view.h"
#include "multiversion.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define FL_VECTOR_TABLES 1
#endif

namespace {

using namespace foldline;

void lookup_scalar(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* table) {
    for (int64_t i = 0; i < count; i++) out[i] = table[in[i]];
}

void lookup_channels_scalar(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* tables, int channels) {
    for (int64_t i = 0; i < count; i += channels)
        for (int c = 0; c < channels; c++) out[i + c] = tables[256 * c + in[i + c]];
}

#ifdef FL_VECTOR_TABLES

#define FL_VBMI __attribute__((target("avx512f,avx512bw,avx512vbmi")))

struct WideTable {
    __m512i quarter[4];
};

FL_VBMI inline WideTable load_table(const uint8_t* table) {
    WideTable wide;
    for (int i = 0; i < 4; i++) wide.quarter[i] = _mm512_loadu_si512(table + 64 * i);
    return wide;
}

// The low seven bits choose within each half, the highest bit chooses the half.
FL_VBMI inline __m512i look_up(const WideTable& table, __m512i x) {
    const __m512i low = _mm512_permutex2var_epi8(table.quarter[0], x, table.quarter[1]);
    const __m512i high = _mm512_permutex2var_epi8(table.quarter[2], x, table.quarter[3]);
    return _mm512_mask_blend_epi8(_mm512_movepi8_mask(x), low, high);
}

inline __mmask64 first_samples(int64_t count) { return count >= 64 ? ~0ull : (1ull << count) - 1; }

FL_VBMI void lookup_vbmi(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* table) {
    const WideTable wide = load_table(table);
    for (int64_t i = 0; i < count; i += 64) {
        const __mmask64 some = first_samples(count - i);
        _mm512_mask_storeu_epi8(out + i, some, look_up(wide, _mm512_maskz_loadu_epi8(some, in + i)));
    }
}

constexpr int most_vector_channels = 4;

// All tables are looked up for all samples; masks that walk along with the channels pick the right result.
FL_VBMI void lookup_channels_vbmi(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* tables, int channels) {
    WideTable wide[most_vector_channels];
    __mmask64 belongs[most_vector_channels][most_vector_channels] = {};
    for (int c = 0; c < channels; c++) {
        wide[c] = load_table(tables + 256 * c);
        for (int first = 0; first < channels; first++)
            for (int j = 0; j < 64; j++)
                if ((first + j) % channels == c) belongs[first][c] |= 1ull << j;
    }

    int first = 0;
    for (int64_t i = 0; i < count; i += 64) {
        const __mmask64 some = first_samples(count - i);
        const __m512i x = _mm512_maskz_loadu_epi8(some, in + i);
        __m512i y = look_up(wide[0], x);
        for (int c = 1; c < channels; c++) y = _mm512_mask_mov_epi8(y, belongs[first][c], look_up(wide[c], x));
        _mm512_mask_storeu_epi8(out + i, some, y);
        first = (first + 64) % channels;
    }
}

// Sixteen entries a shuffle: adding 0x70 with saturation sets the highest bit, which makes the shuffle give 0, for all samples but
// those of the present sixteen.
__attribute__((target("avx2"))) void lookup_avx2(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* table) {
    __m256i parts[16];
    for (int k = 0; k < 16; k++)
        parts[k] = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table + 16 * k)));
    const __m256i bias = _mm256_set1_epi8(0x70);
    int64_t i = 0;
    for (; i + 32 <= count; i += 32) {
        const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(in + i));
        __m256i y = _mm256_setzero_si256();
        for (int k = 0; k < 16; k++) {
            const __m256i index = _mm256_adds_epu8(_mm256_xor_si256(x, _mm256_set1_epi8(static_cast<char>(k << 4))), bias);
            y = _mm256_or_si256(y, _mm256_shuffle_epi8(parts[k], index));
        }
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), y);
    }

    lookup_scalar(in + i, out + i, count - i, table);
}

bool has_vbmi() {
    static const bool has = __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw");
    return has;
}

bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2");
    return has;
}

#endif

}  // namespace

void foldline::lookup(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* table) {
#ifdef FL_VECTOR_TABLES
    if (has_vbmi()) return lookup_vbmi(in, out, count, table);
    if (has_avx2()) return lookup_avx2(in, out, count, table);
#endif
    lookup_scalar(in, out, count, table);
}

void foldline::lookup_channels(const uint8_t* in, uint8_t* out, int64_t count, const uint8_t* tables, int channels) {
    if (channels == 1) return lookup(in, out, count, tables);
#ifdef FL_VECTOR_TABLES
    if (channels <= most_vector_channels && has_vbmi()) return lookup_channels_vbmi(in, out, count, tables, channels);
#endif
    lookup_channels_scalar(in, out, count, tables, channels);
}

int32_t fl_imaging_lookup(const fl_image* source, const fl_image* destination, const uint8_t* tables, int32_t table_count) {
    return guard([&] {
        check(source);
        check(destination);
        require(same_shape(source, destination) && source->depth == FL_UINT8, "a table needs two 8-bit images of one shape");
        require(table_count == 1 || table_count == source->channels, "one table or one a channel is needed");
        lookup_channels(static_cast<const uint8_t*>(source->data), static_cast<uint8_t*>(destination->data), sample_count(source), tables, table_count);
    });
}
