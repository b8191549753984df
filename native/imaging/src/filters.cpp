// Neighbourhood filters and down-and-up scaling: thin calls into OpenCV with border reflect_101. None works in place.
#include <cmath>
#include <vector>

#include "multiversion.h"
#include "opencv_calls.h"

namespace {

using namespace foldline;

template <typename Filter>
int32_t filter_image(const fl_image* source, const fl_image* destination, Filter filter) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_shape(source, destination), "source and destination differ in shape");
        require(source->data != destination->data, "a filter cannot work in place");
        filter(in, out);
        require_in_place(out, destination);
    });
}

// Medians beyond 5 x 5 are defined for 1, 3 and 4 channels; other numbers go plane by plane.
void median(const cv::Mat& in, cv::Mat& out, int size) {
    if (in.channels() == 1 || in.channels() == 3 || in.channels() == 4) return cv::medianBlur(in, out, size);
    cv::Mat plane, result;
    for (int c = 0; c < in.channels(); c++) {
        cv::extractChannel(in, plane, c);
        cv::medianBlur(plane, result, size);
        cv::insertChannel(result, out, c);
    }
}

FL_INLINE float clip01(float x) { return std::min(std::max(x, 0.0f), 1.0f); }

FL_MULTIVERSION void to_fractions(const uint8_t* in, float* out, int64_t count) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(in[i]) / 255.0f;
}

FL_MULTIVERSION void to_fractions(const uint16_t* in, float* out, int64_t count) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(in[i]) / 65535.0f;
}

FL_MULTIVERSION void from_fractions(const float* in, uint8_t* out, int64_t count) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint8_t>(static_cast<int32_t>(clip01(in[i]) * 255.0f));
}

FL_MULTIVERSION void from_fractions(const float* in, uint16_t* out, int64_t count) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint16_t>(static_cast<int32_t>(clip01(in[i]) * 65535.0f));
}

// 1 where the picture differs from its blurred self by more than the threshold (of 255).
FL_MULTIVERSION void mark_edges(const float* image, const float* blurred, float* mask, int64_t count, float threshold) {
    for (int64_t i = 0; i < count; i++) mask[i] = std::abs(image[i] - blurred[i]) * 255.0f > threshold ? 1.0f : 0.0f;
}

FL_MULTIVERSION void sharpen(const float* image, const float* blurred, const float* mask, float* out, int64_t count, float alpha) {
    for (int64_t i = 0; i < count; i++) {
        const float sharp = clip01(image[i] + alpha * (image[i] - blurred[i]));
        out[i] = clip01(mask[i] * sharp + (1.0f - mask[i]) * image[i]);
    }
}

cv::Mat fractions_of(const cv::Mat& in) {
    if (in.depth() == CV_32F) return in;
    cv::Mat out(in.size(), CV_MAKETYPE(CV_32F, in.channels()));
    const int64_t count = static_cast<int64_t>(in.total()) * in.channels();
    if (in.depth() == CV_8U)
        to_fractions(in.ptr<uint8_t>(), out.ptr<float>(), count);
    else
        to_fractions(in.ptr<uint16_t>(), out.ptr<float>(), count);
    return out;
}

void store_fractions(const cv::Mat& in, cv::Mat& out) {
    const int64_t count = static_cast<int64_t>(in.total()) * in.channels();
    if (out.depth() == CV_8U)
        from_fractions(in.ptr<float>(), out.ptr<uint8_t>(), count);
    else
        from_fractions(in.ptr<float>(), out.ptr<uint16_t>(), count);
}

}  // namespace

int32_t fl_imaging_blur(const fl_image* source, const fl_image* destination, int32_t size) {
    return filter_image(source, destination, [&](const cv::Mat& in, cv::Mat& out) { cv::blur(in, out, cv::Size(size, size)); });
}

int32_t fl_imaging_median(const fl_image* source, const fl_image* destination, int32_t size) {
    return filter_image(source, destination, [&](const cv::Mat& in, cv::Mat& out) { median(in, out, size); });
}

int32_t fl_imaging_gaussian(const fl_image* source, const fl_image* destination, int32_t size, double sigma) {
    return filter_image(source, destination, [&](const cv::Mat& in, cv::Mat& out) { cv::GaussianBlur(in, out, cv::Size(size, size), sigma); });
}

int32_t fl_imaging_filter(const fl_image* source, const fl_image* destination, const float* kernel, int32_t size) {
    return filter_image(source, destination, [&](const cv::Mat& in, cv::Mat& out) {
        cv::filter2D(in, out, -1, cv::Mat(size, size, CV_32F, const_cast<float*>(kernel)));
    });
}

int32_t fl_imaging_line_kernel(float* kernel, int32_t size, int32_t x1, int32_t y1, int32_t x2, int32_t y2) {
    return guard([&] {
        require(size > 0, "a kernel needs a size");
        cv::Mat line = cv::Mat::zeros(size, size, CV_8U);
        cv::line(line, cv::Point(x1, y1), cv::Point(x2, y2), cv::Scalar(1));
        const float weight = 1.0f / static_cast<float>(std::max(1, cv::countNonZero(line)));
        for (int i = 0; i < size * size; i++) kernel[i] = line.data[i] ? weight : 0.0f;
    });
}

int32_t fl_imaging_unsharp(const fl_image* source, const fl_image* destination, int32_t size, double sigma, float alpha, float threshold) {
    return filter_image(source, destination, [&](const cv::Mat& in, cv::Mat& out) {
        const cv::Mat image = fractions_of(in);
        const int64_t count = sample_count(source);
        cv::Mat blurred, mask(image.size(), image.type()), soft;
        cv::GaussianBlur(image, blurred, cv::Size(size, size), sigma);
        mark_edges(image.ptr<float>(), blurred.ptr<float>(), mask.ptr<float>(), count, threshold);
        cv::GaussianBlur(mask, soft, cv::Size(size, size), sigma);
        cv::Mat& result = out.depth() == CV_32F ? out : mask;
        sharpen(image.ptr<float>(), blurred.ptr<float>(), soft.ptr<float>(), result.ptr<float>(), count, alpha);
        if (out.depth() != CV_32F) store_fractions(result, out);
    });
}

int32_t fl_imaging_downscale(const fl_image* source, const fl_image* destination, double scale, int32_t down, int32_t up) {
    return filter_image(source, destination, [&](const cv::Mat& in, cv::Mat& out) {
        const int down_code = interpolation_code(down), up_code = interpolation_code(up);
        const bool as_fractions = in.depth() == CV_8U && (down_code != cv::INTER_NEAREST || up_code != cv::INTER_NEAREST);
        const cv::Mat image = as_fractions ? fractions_of(in) : in;
        cv::Mat large = as_fractions ? cv::Mat(image.size(), image.type()) : out;
        in_groups_of_four(image, large, [&](const cv::Mat& a, cv::Mat& b, int) {
            cv::Mat small;
            cv::resize(a, small, cv::Size(), scale, scale, down_code);
            cv::resize(small, b, b.size(), 0, 0, up_code);
        });
        if (as_fractions) store_fractions(large, out);
    });
}
