// Colour operations whose results OpenCV's conversions define: HSV shifts, grey, saturation, colour matrices.
#include <cmath>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "multiversion.h"
#include "row_blocks.h"
#include "tables.h"

namespace {

using namespace foldline;

void require_rgb(const fl_image* source, const fl_image* destination) {
    check(source);
    check(destination);
    require(source->channels == 3 && same_shape(source, destination), "two images of three channels and one shape are needed");
}

void convert_color(const fl_image& source, const fl_image& destination, int code) {
    const cv::Mat in = view(&source);
    cv::Mat out = view(&destination);
    cv::cvtColor(in, out, code);
    require(out.data == destination.data, "the result was written elsewhere");
}

FL_INLINE float clip01(float x) { return std::min(std::max(x, 0.0f), 1.0f); }

// Hue modulo 360, saturation and value clipped; a shift of 0 leaves its plane alone (also beyond the range).
FL_MULTIVERSION void shift_hsv(float* hsv, int64_t pixels, float hue, float saturation, float value) {
    for (int64_t i = 0; i < pixels; i++) {
        float* pixel = hsv + 3 * i;
        const float h = pixel[0] + hue, s = clip01(pixel[1] + saturation), v = clip01(pixel[2] + value);
        pixel[0] = hue != 0 ? h - 360.0f * std::floor(h * (1.0f / 360.0f)) : pixel[0];
        pixel[1] = saturation != 0 ? s : pixel[1];
        pixel[2] = value != 0 ? v : pixel[2];
    }
}

FL_MULTIVERSION void clip_floats(float* values, int64_t count) {
    for (int64_t i = 0; i < count; i++) values[i] = clip01(values[i]);
}

}  // namespace

int32_t fl_imaging_hsv_tables(const fl_image* source, const fl_image* destination, const uint8_t* tables) {
    return guard([&] {
        require_rgb(source, destination);
        require(source->depth == FL_UINT8, "HSV tables need 8-bit images");
        const Stage stage(source, 3, FL_UINT8);
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            const fl_image hsv = stage.rows(in.height);
            convert_color(in, hsv, cv::COLOR_RGB2HSV);
            auto* samples = static_cast<uint8_t*>(hsv.data);
            lookup_channels(samples, samples, sample_count(&hsv), tables, 3);
            convert_color(hsv, out, cv::COLOR_HSV2RGB);
        });
    });
}

int32_t fl_imaging_hsv_shift(const fl_image* source, const fl_image* destination, float hue, float saturation, float value) {
    return guard([&] {
        require_rgb(source, destination);
        require(source->depth == FL_FLOAT32, "HSV shifts need real numbers");
        const Stage stage(source, 3, FL_FLOAT32);
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            const fl_image hsv = stage.rows(in.height);
            convert_color(in, hsv, cv::COLOR_RGB2HSV);
            shift_hsv(static_cast<float*>(hsv.data), static_cast<int64_t>(hsv.height) * hsv.width, hue, saturation, value);
            convert_color(hsv, out, cv::COLOR_HSV2RGB);
        });
    });
}

int32_t fl_imaging_gray(const fl_image* source, const fl_image* destination) {
    return guard([&] {
        require(source && destination && source->channels == 3 && source->depth == destination->depth, "an image of three channels is needed");
        require(destination->channels == 1 || destination->channels == 3, "grey has one channel or three");
        const Stage stage(source, 1, source->depth);
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            if (out.channels == 1) return convert_color(in, out, cv::COLOR_RGB2GRAY);
            const fl_image gray = stage.rows(in.height);
            convert_color(in, gray, cv::COLOR_RGB2GRAY);
            convert_color(gray, out, cv::COLOR_GRAY2RGB);
        });
    });
}

int32_t fl_imaging_gray_mean(const fl_image* source, double* mean) {
    return guard([&] {
        require(source && source->channels == 3, "an image of three channels is needed");
        const Stage stage(source, 1, source->depth);
        double sum = 0;
        in_row_blocks(source, source, [&](const fl_image& in, const fl_image&) {
            const fl_image gray = stage.rows(in.height);
            convert_color(in, gray, cv::COLOR_RGB2GRAY);
            sum += cv::sum(view(&gray))[0];
        });
        *mean = sum / (static_cast<double>(source->height) * source->width);
    });
}

int32_t fl_imaging_saturation(const fl_image* source, const fl_image* destination, double factor) {
    return guard([&] {
        require_rgb(source, destination);
        const Stage plane(source, 1, source->depth), repeated(source, 3, source->depth);
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            const fl_image gray = plane.rows(in.height), gray3 = repeated.rows(in.height);
            convert_color(in, gray, cv::COLOR_RGB2GRAY);
            convert_color(gray, gray3, cv::COLOR_GRAY2RGB);
            cv::Mat mixed = view(&out);
            cv::addWeighted(view(&in), factor, view(&gray3), 1 - factor, 0, mixed);
            if (out.depth == FL_FLOAT32) clip_floats(static_cast<float*>(out.data), sample_count(&out));
        });
    });
}

int32_t fl_imaging_color_matrix(const fl_image* source, const fl_image* destination, const double* matrix) {
    return guard([&] {
        require_rgb(source, destination);
        const cv::Mat coefficients(3, 3, CV_64F, const_cast<double*>(matrix));
        const Stage stage(source, 3, source->depth);
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            const fl_image staged = source->data == destination->data ? stage.rows(in.height) : out;
            cv::Mat result = view(&staged);
            cv::transform(view(&in), result, coefficients);
            if (staged.data != out.data) result.copyTo(view(&out));
            if (out.depth == FL_FLOAT32) clip_floats(static_cast<float*>(out.data), sample_count(&out));
        });
    });
}
