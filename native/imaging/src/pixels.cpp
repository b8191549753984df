// Operations on single pixels: linear maps, means, channel repetition, depth conversion, pasting.
#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "image_view.h"
#include "multiversion.h"

namespace {

using namespace foldline;

// x * alpha + beta, clipped to the range, then truncated: integers are cut off, not rounded (albumentations does the same).
inline float clipped(float x, float alpha, float beta, float high) { return std::min(std::max(x * alpha + beta, 0.0f), high); }

FL_MULTIVERSION void linear_u8(const uint8_t* in, uint8_t* out, int64_t count, float alpha, float beta) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint8_t>(static_cast<int32_t>(clipped(in[i], alpha, beta, 255.0f)));
}

FL_MULTIVERSION void linear_u16(const uint16_t* in, uint16_t* out, int64_t count, float alpha, float beta) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint16_t>(static_cast<int32_t>(clipped(in[i], alpha, beta, 65535.0f)));
}

FL_MULTIVERSION void linear_f32(const float* in, float* out, int64_t count, float alpha, float beta) {
    for (int64_t i = 0; i < count; i++) out[i] = clipped(in[i], alpha, beta, 1.0f);
}

template <typename In, typename Out>
void convert(const In* in, Out* out, int64_t count, double scale) {
    for (int64_t i = 0; i < count; i++) {
        const double x = in[i] * scale;
        if (std::is_same<Out, float>::value)
            out[i] = static_cast<Out>(x);
        else
            out[i] = static_cast<Out>(std::min(std::max(x, 0.0), static_cast<double>(std::numeric_limits<Out>::max())));
    }
}

template <typename In>
void convert_from(const In* in, const fl_image* destination, int64_t count, double scale) {
    switch (destination->depth) {
        case FL_UINT8: convert(in, static_cast<uint8_t*>(destination->data), count, scale); break;
        case FL_UINT16: convert(in, static_cast<uint16_t*>(destination->data), count, scale); break;
        default: convert(in, static_cast<float*>(destination->data), count, scale); break;
    }
}

template <typename T>
void repeat(const T* in, T* out, int64_t pixels, int channels) {
    for (int64_t i = 0; i < pixels; i++)
        for (int c = 0; c < channels; c++) *out++ = in[i];
}

}  // namespace

int32_t fl_imaging_linear(const fl_image* source, const fl_image* destination, float alpha, float beta) {
    return guard([&] {
        check(source);
        check(destination);
        require(same_shape(source, destination), "source and destination differ in shape");
        const int64_t count = sample_count(source);
        switch (source->depth) {
            case FL_UINT8: linear_u8(static_cast<const uint8_t*>(source->data), static_cast<uint8_t*>(destination->data), count, alpha, beta); break;
            case FL_UINT16: linear_u16(static_cast<const uint16_t*>(source->data), static_cast<uint16_t*>(destination->data), count, alpha, beta); break;
            default: linear_f32(static_cast<const float*>(source->data), static_cast<float*>(destination->data), count, alpha, beta); break;
        }
    });
}

int32_t fl_imaging_mean(const fl_image* source, double* mean) {
    return guard([&] {
        const cv::Mat flat(source->height, source->width * source->channels, cv_depth(source->depth), source->data);
        check(source);
        *mean = cv::mean(flat)[0];
    });
}

int32_t fl_imaging_repeat_channel(const fl_image* source, const fl_image* destination) {
    return guard([&] {
        check(source);
        check(destination);
        require(source->channels == 1 && source->depth == destination->depth && source->height == destination->height &&
                    source->width == destination->width,
                "a one-channel image and one of the same size and depth are needed");
        if (destination->channels == 3) {
            cv::Mat repeated = view(destination);
            return cv::cvtColor(view(source), repeated, cv::COLOR_GRAY2RGB);
        }

        const int64_t pixels = sample_count(source);
        switch (source->depth) {
            case FL_UINT8: repeat(static_cast<const uint8_t*>(source->data), static_cast<uint8_t*>(destination->data), pixels, destination->channels); break;
            case FL_UINT16: repeat(static_cast<const uint16_t*>(source->data), static_cast<uint16_t*>(destination->data), pixels, destination->channels); break;
            default: repeat(static_cast<const float*>(source->data), static_cast<float*>(destination->data), pixels, destination->channels); break;
        }
    });
}

int32_t fl_imaging_convert(const fl_image* source, const fl_image* destination, double scale) {
    return guard([&] {
        check(source);
        check(destination);
        require(source->height == destination->height && source->width == destination->width && source->channels == destination->channels,
                "source and destination differ in size");
        const int64_t count = sample_count(source);
        switch (source->depth) {
            case FL_UINT8: convert_from(static_cast<const uint8_t*>(source->data), destination, count, scale); break;
            case FL_UINT16: convert_from(static_cast<const uint16_t*>(source->data), destination, count, scale); break;
            default: convert_from(static_cast<const float*>(source->data), destination, count, scale); break;
        }
    });
}

int32_t fl_imaging_paste(const fl_image* source, const fl_image* destination, int32_t top, int32_t left) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_kind(source, destination), "source and destination differ in depth or channels");
        require(top >= 0 && left >= 0 && top <= out.rows - in.rows && left <= out.cols - in.cols, "the picture does not fit there");
        in.copyTo(out(cv::Rect(left, top, in.cols, in.rows)));
    });
}
