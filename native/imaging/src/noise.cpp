// Noise: given fields, or fields drawn by position while the samples pass.
#include <algorithm>
#include <limits>
#include <vector>

#include "counter_noise.h"
#include "image_view.h"
#include "multiversion.h"

namespace {

using namespace foldline;

constexpr int64_t stretch = 3072;  // samples at a time

FL_MULTIVERSION void draw_bits(uint32_t* bits, int64_t count, uint64_t seed, uint64_t first) {
    for (int64_t i = 0; i < count; i++) {
        const uint64_t position = first + static_cast<uint64_t>(i);
        const uint64_t both = random_bits(seed, position >> 1);
        bits[i] = static_cast<uint32_t>(position & 1 ? both >> 32 : both);
    }
}

FL_MULTIVERSION void to_normal(const uint32_t* bits, float* out, int64_t count, float mean, float sigma) {
    for (int64_t i = 0; i < count; i++) out[i] = mean + sigma * normal_of(bits[i]);
}

FL_MULTIVERSION void to_uniform(const uint32_t* bits, float* out, int64_t count, float low, float high) {
    for (int64_t i = 0; i < count; i++) out[i] = low + (high - low) * uniform_of(bits[i]);
}

struct Add {
    template <typename R>
    static R apply(R sample, R noise) { return sample + noise; }
};

struct Multiply {
    template <typename R>
    static R apply(R sample, R noise) { return sample * noise; }
};

FL_INLINE uint8_t stored(double x, uint8_t) { return static_cast<uint8_t>(static_cast<int32_t>(std::min(std::max(x, 0.0), 255.0))); }
FL_INLINE uint16_t stored(double x, uint16_t) { return static_cast<uint16_t>(static_cast<int32_t>(std::min(std::max(x, 0.0), 65535.0))); }
FL_INLINE float stored(double x, float) { return static_cast<float>(std::min(std::max(x, 0.0), 1.0)); }
FL_INLINE uint8_t stored(float x, uint8_t) { return static_cast<uint8_t>(static_cast<int32_t>(std::min(std::max(x, 0.0f), 255.0f))); }
FL_INLINE uint16_t stored(float x, uint16_t) { return static_cast<uint16_t>(static_cast<int32_t>(std::min(std::max(x, 0.0f), 65535.0f))); }
FL_INLINE float stored(float x, float) { return std::min(std::max(x, 0.0f), 1.0f); }

// One function a combination, since clones cannot be templates.
#define FL_COMBINE(name, Operation, T, R)                                                       \
    FL_MULTIVERSION void name(const T* in, T* out, const R* noise, int64_t count) {              \
        for (int64_t i = 0; i < count; i++) out[i] = stored(Operation::apply(static_cast<R>(in[i]), noise[i]), T()); \
    }
#define FL_COMBINE_ALL(name, Operation)                                                             \
    FL_COMBINE(name, Operation, uint8_t, float)                                                      \
    FL_COMBINE(name, Operation, uint16_t, float)                                                     \
    FL_COMBINE(name, Operation, float, float)                                                        \
    FL_COMBINE(name, Operation, uint8_t, double)                                                     \
    FL_COMBINE(name, Operation, uint16_t, double)                                                    \
    FL_COMBINE(name, Operation, float, double)

FL_COMBINE_ALL(add, Add)
FL_COMBINE_ALL(multiply, Multiply)

template <typename R>
void combine_stretch(const fl_image* source, const fl_image* destination, int64_t first, int64_t count, const R* noise, bool multiplied) {
    const auto run = [&](auto sample) {
        using T = decltype(sample);
        const T* in = static_cast<const T*>(source->data) + first;
        T* out = static_cast<T*>(destination->data) + first;
        multiplied ? multiply(in, out, noise, count) : add(in, out, noise, count);
    };
    switch (source->depth) {
        case FL_UINT8: run(uint8_t()); break;
        case FL_UINT16: run(uint16_t()); break;
        default: run(float()); break;
    }
}

// Calls fill(noise, first, count) for stretches of the field, repeats what belongs to a pixel for its channels and combines it.
template <typename R, typename Fill>
void combine(const fl_image* source, const fl_image* destination, bool per_channel, bool multiplied, Fill fill) {
    check(source);
    check(destination);
    require(same_shape(source, destination), "source and destination differ in shape");
    const int channels = source->channels;
    const int64_t pixels = static_cast<int64_t>(source->height) * source->width;
    const int64_t step = std::max<int64_t>(1, stretch / channels);
    const bool repeated = !per_channel && channels > 1;
    std::vector<R> field(step * channels), single(repeated ? step : 0);
    for (int64_t first = 0; first < pixels; first += step) {
        const int64_t count = std::min(step, pixels - first);
        if (repeated) {
            fill(single.data(), first, count);
            for (int64_t i = 0; i < count; i++)
                for (int c = 0; c < channels; c++) field[i * channels + c] = single[i];
        } else {
            fill(field.data(), first * channels, count * channels);
        }

        combine_stretch(source, destination, first * channels, count * channels, field.data(), multiplied);
    }
}

}  // namespace

int32_t fl_imaging_combine_noise(const fl_image* source, const fl_image* destination, const double* noise, int32_t per_channel, int32_t multiplied) {
    return guard([&] {
        combine<double>(source, destination, per_channel, multiplied, [&](double* field, int64_t first, int64_t count) {
            std::copy(noise + first, noise + first + count, field);
        });
    });
}

int32_t fl_imaging_gauss_noise(
    const fl_image* source, const fl_image* destination, double mean, double sigma, uint64_t seed, int32_t per_channel) {
    return guard([&] {
        std::vector<uint32_t> bits(stretch + static_cast<int64_t>(source->channels));
        combine<float>(source, destination, per_channel, false, [&](float* field, int64_t first, int64_t count) {
            draw_bits(bits.data(), count, seed, static_cast<uint64_t>(first));
            to_normal(bits.data(), field, count, static_cast<float>(mean), static_cast<float>(sigma));
        });
    });
}

int32_t fl_imaging_uniform_factors(
    const fl_image* source, const fl_image* destination, double low, double high, uint64_t seed, int32_t per_channel) {
    return guard([&] {
        std::vector<uint32_t> bits(stretch + static_cast<int64_t>(source->channels));
        combine<float>(source, destination, per_channel, true, [&](float* field, int64_t first, int64_t count) {
            draw_bits(bits.data(), count, seed, static_cast<uint64_t>(first));
            to_uniform(bits.data(), field, count, static_cast<float>(low), static_cast<float>(high));
        });
    });
}
