// Arithmetic on single samples: conversion between integers and fractions, powers, solarisation, linear maps a channel.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "fast_math.h"
#include "image_view.h"
#include "multiversion.h"

namespace {

using namespace foldline;

FL_MULTIVERSION void to_float(const uint8_t* in, float* out, int64_t count, float max) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(in[i]) / max;
}

FL_MULTIVERSION void to_float(const uint16_t* in, float* out, int64_t count, float max) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(in[i]) / max;
}

FL_MULTIVERSION void to_float(const float* in, float* out, int64_t count, float max) {
    for (int64_t i = 0; i < count; i++) out[i] = in[i] / max;
}

FL_MULTIVERSION void from_float(const float* in, uint8_t* out, int64_t count, float max) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint8_t>(static_cast<int32_t>(std::min(std::max(in[i] * max, 0.0f), 255.0f)));
}

FL_MULTIVERSION void from_float(const float* in, uint16_t* out, int64_t count, float max) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint16_t>(static_cast<int32_t>(std::min(std::max(in[i] * max, 0.0f), 65535.0f)));
}

FL_MULTIVERSION void raise_to(const float* in, float* out, int64_t count, float exponent) {
    for (int64_t i = 0; i < count; i++) out[i] = power_of(in[i], exponent);
}

FL_MULTIVERSION void solarize(const uint16_t* in, uint16_t* out, int64_t count, float threshold) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(in[i]) >= threshold ? static_cast<uint16_t>(65535 - in[i]) : in[i];
}

FL_MULTIVERSION void solarize(const float* in, float* out, int64_t count, float threshold) {
    for (int64_t i = 0; i < count; i++) out[i] = in[i] >= threshold ? 1.0f - in[i] : in[i];
}

// Double precision: 16-bit samples with a fractional shift must be cut off where the exact sum is.
FL_MULTIVERSION void map_row(
    const uint16_t* in, uint16_t* out, int64_t count, const double* __restrict scale, const double* __restrict offset, double low, double high) {
    for (int64_t i = 0; i < count; i++)
        out[i] = static_cast<uint16_t>(static_cast<int32_t>(std::min(std::max(in[i] * scale[i] + offset[i], low), high)));
}

FL_MULTIVERSION void map_row(
    const float* in, float* out, int64_t count, const double* __restrict scale, const double* __restrict offset, double low, double high) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(std::min(std::max(in[i] * scale[i] + offset[i], low), high));
}

template <typename T>
void map_channels(const fl_image* source, const fl_image* destination, const double* scale, const double* offset, double low, double high) {
    // Scale and offset are laid out as a stretch of samples, so that a whole stretch is one vectorised loop.
    const int64_t count = sample_count(source);
    const int64_t stretch = std::min<int64_t>(count, source->channels * std::max<int64_t>(1, 2048 / source->channels));
    std::vector<double> scales(stretch), offsets(stretch);
    for (int64_t i = 0; i < stretch; i++) {
        scales[i] = scale[i % source->channels];
        offsets[i] = offset[i % source->channels];
    }

    const auto* in = static_cast<const T*>(source->data);
    auto* out = static_cast<T*>(destination->data);
    for (int64_t i = 0; i < count; i += stretch) map_row(in + i, out + i, std::min(stretch, count - i), scales.data(), offsets.data(), low, high);
}

template <typename T>
void shuffle(const T* in, T* out, int64_t pixels, int in_channels, const int32_t* order, int out_channels) {
    if (in_channels == 3 && out_channels == 3) {
        const int a = order[0], b = order[1], c = order[2];
        for (int64_t i = 0; i < pixels; i++, in += 3, out += 3) {
            const T x = in[a], y = in[b], z = in[c];
            out[0] = x, out[1] = y, out[2] = z;
        }
        return;
    }

    for (int64_t i = 0; i < pixels; i++, in += in_channels, out += out_channels)
        for (int c = 0; c < out_channels; c++) out[c] = in[order[c]];
}

template <typename T>
void channel_means(const T* in, int64_t pixels, int channels, double* means) {
    std::fill(means, means + channels, 0.0);
    for (int64_t i = 0; i < pixels; i++)
        for (int c = 0; c < channels; c++) means[c] += in[i * channels + c];
    for (int c = 0; c < channels; c++) means[c] /= static_cast<double>(pixels);
}

void require_same_size(const fl_image* source, const fl_image* destination) {
    check(source);
    check(destination);
    require(source->height == destination->height && source->width == destination->width && source->channels == destination->channels,
            "source and destination differ in size");
}

}  // namespace

int32_t fl_imaging_to_float(const fl_image* source, const fl_image* destination, float max) {
    return guard([&] {
        require_same_size(source, destination);
        require(destination->depth == FL_FLOAT32, "the result must be real numbers");
        auto* out = static_cast<float*>(destination->data);
        const int64_t count = sample_count(source);
        switch (source->depth) {
            case FL_UINT8: to_float(static_cast<const uint8_t*>(source->data), out, count, max); break;
            case FL_UINT16: to_float(static_cast<const uint16_t*>(source->data), out, count, max); break;
            default: to_float(static_cast<const float*>(source->data), out, count, max); break;
        }
    });
}

int32_t fl_imaging_from_float(const fl_image* source, const fl_image* destination, float max) {
    return guard([&] {
        require_same_size(source, destination);
        require(source->depth == FL_FLOAT32 && destination->depth != FL_FLOAT32, "real numbers and an integer image are needed");
        const auto* in = static_cast<const float*>(source->data);
        const int64_t count = sample_count(source);
        if (destination->depth == FL_UINT8)
            from_float(in, static_cast<uint8_t*>(destination->data), count, max);
        else
            from_float(in, static_cast<uint16_t*>(destination->data), count, max);
    });
}

int32_t fl_imaging_power(const fl_image* source, const fl_image* destination, double exponent) {
    return guard([&] {
        require_same_size(source, destination);
        require(source->depth == FL_FLOAT32 && destination->depth == FL_FLOAT32, "real numbers are needed");
        require(exponent > 0, "the exponent must be above 0");
        raise_to(static_cast<const float*>(source->data), static_cast<float*>(destination->data), sample_count(source), static_cast<float>(exponent));
    });
}

int32_t fl_imaging_solarize(const fl_image* source, const fl_image* destination, float threshold) {
    return guard([&] {
        require_same_size(source, destination);
        require(source->depth == destination->depth && source->depth != FL_UINT8, "8-bit images take a table");
        const int64_t count = sample_count(source);
        if (source->depth == FL_UINT16)
            solarize(static_cast<const uint16_t*>(source->data), static_cast<uint16_t*>(destination->data), count, threshold);
        else
            solarize(static_cast<const float*>(source->data), static_cast<float*>(destination->data), count, threshold);
    });
}

int32_t fl_imaging_map_channels(const fl_image* source, const fl_image* destination, const double* scale, const double* offset, int32_t clip) {
    return guard([&] {
        require_same_size(source, destination);
        require(source->depth == destination->depth && source->depth != FL_UINT8, "8-bit images take a table");
        if (source->depth == FL_UINT16)
            return map_channels<uint16_t>(source, destination, scale, offset, 0, 65535);
        const double endless = std::numeric_limits<double>::infinity();
        map_channels<float>(source, destination, scale, offset, clip ? 0 : -endless, clip ? 1 : endless);
    });
}

int32_t fl_imaging_shuffle_channels(const fl_image* source, const fl_image* destination, const int32_t* order) {
    return guard([&] {
        check(source);
        check(destination);
        require(source->depth == destination->depth && source->height == destination->height && source->width == destination->width,
                "source and destination differ in size or depth");
        for (int c = 0; c < destination->channels; c++) require(order[c] >= 0 && order[c] < source->channels, "no such channel");
        const int64_t pixels = static_cast<int64_t>(source->height) * source->width;
        const int from = source->channels, to = destination->channels;
        switch (source->depth) {
            case FL_UINT8: shuffle(static_cast<const uint8_t*>(source->data), static_cast<uint8_t*>(destination->data), pixels, from, order, to); break;
            case FL_UINT16: shuffle(static_cast<const uint16_t*>(source->data), static_cast<uint16_t*>(destination->data), pixels, from, order, to); break;
            default: shuffle(static_cast<const float*>(source->data), static_cast<float*>(destination->data), pixels, from, order, to); break;
        }
    });
}

int32_t fl_imaging_channel_means(const fl_image* source, double* means) {
    return guard([&] {
        check(source);
        const int64_t pixels = static_cast<int64_t>(source->height) * source->width;
        switch (source->depth) {
            case FL_UINT8: channel_means(static_cast<const uint8_t*>(source->data), pixels, source->channels, means); break;
            case FL_UINT16: channel_means(static_cast<const uint16_t*>(source->data), pixels, source->channels, means); break;
            default: channel_means(static_cast<const float*>(source->data), pixels, source->channels, means); break;
        }
    });
}
