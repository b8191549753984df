// Resizing and warps: thin calls into OpenCV, which defines the reference results.
#include "opencv_calls.h"

using namespace foldline;

int32_t fl_imaging_resize(const fl_image* source, const fl_image* destination, int32_t interpolation) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_kind(source, destination), "source and destination differ in depth or channels");
        const int code = interpolation_code(interpolation);
        in_groups_of_four(in, out, [&](const cv::Mat& a, cv::Mat& b, int) { cv::resize(a, b, b.size(), 0, 0, code); });
        require_in_place(out, destination);
    });
}

namespace {

// Runs `call(source, destination, interpolation, border, fill)` on groups of up to four channels.
template <typename Call>
int32_t warp(const fl_image* source, const fl_image* destination, int32_t interpolation, int32_t border, const double* value, Call&& call) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_kind(source, destination), "source and destination differ in depth or channels");
        require(source->data != destination->data, "a warp cannot work in place");
        const int code = interpolation_code(interpolation), beyond = border_code(border);
        in_groups_of_four(in, out, [&](const cv::Mat& a, cv::Mat& b, int first) { call(a, b, code, beyond, fill_of(value, first, a.channels())); });
        require_in_place(out, destination);
    });
}

}  // namespace

int32_t fl_imaging_warp_affine(
    const fl_image* source, const fl_image* destination, const double* matrix, int32_t interpolation, int32_t border, const double* value) {
    return warp(source, destination, interpolation, border, value, [&](const cv::Mat& a, cv::Mat& b, int code, int beyond, const cv::Scalar& fill) {
        const cv::Mat map(2, 3, CV_64F, const_cast<double*>(matrix));
        cv::warpAffine(a, b, map, b.size(), code, beyond, fill);
    });
}

int32_t fl_imaging_warp_perspective(
    const fl_image* source, const fl_image* destination, const double* matrix, int32_t interpolation, int32_t border, const double* value) {
    return warp(source, destination, interpolation, border, value, [&](const cv::Mat& a, cv::Mat& b, int code, int beyond, const cv::Scalar& fill) {
        const cv::Mat map(3, 3, CV_64F, const_cast<double*>(matrix));
        cv::warpPerspective(a, b, map, b.size(), code, beyond, fill);
    });
}

int32_t fl_imaging_remap(const fl_image* source, const fl_image* destination, const float* columns, const float* rows, int32_t interpolation,
                         int32_t border, const double* value) {
    return warp(source, destination, interpolation, border, value, [&](const cv::Mat& a, cv::Mat& b, int code, int beyond, const cv::Scalar& fill) {
        const cv::Mat x(b.size(), CV_32F, const_cast<float*>(columns)), y(b.size(), CV_32F, const_cast<float*>(rows));
        cv::remap(a, b, x, y, code, beyond, fill);
    });
}

int32_t fl_imaging_smooth_field(const fl_image* source, const fl_image* destination, int32_t size, double sigma) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_shape(source, destination) && source->depth == FL_FLOAT32, "a field is an image of real numbers");
        require(size > 0 && size % 2 == 1, "the size of a kernel is odd");
        const cv::Mat kernel = cv::getGaussianKernel(size, sigma, CV_32F);
        cv::sepFilter2D(in, out, -1, kernel, kernel, cv::Point(-1, -1), 0, cv::BORDER_REFLECT);
        require_in_place(out, destination);
    });
}
