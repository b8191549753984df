// Resize, flip and warp: thin calls into OpenCV, which defines the reference results.
#include <algorithm>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "image_view.h"

namespace {

using namespace foldline;

constexpr int interpolations[] = {cv::INTER_NEAREST, cv::INTER_LINEAR, cv::INTER_CUBIC, cv::INTER_AREA, cv::INTER_LANCZOS4};
constexpr int borders[] = {cv::BORDER_CONSTANT, cv::BORDER_REPLICATE, cv::BORDER_REFLECT, cv::BORDER_WRAP, cv::BORDER_REFLECT_101};

int interpolation_code(int32_t index) {
    require(index >= 0 && index < 5, "unknown interpolation");
    return interpolations[index];
}

// The output must stay in the caller's memory; OpenCV would silently allocate anew if shapes differed.
void require_in_place(const cv::Mat& mat, const fl_image* image) {
    if (mat.data != image->data) fail(FL_INTERNAL, "the result was written elsewhere");
}

// OpenCV's warps take up to four channels at once; more run in groups, as the channels are independent.
template <typename Operation>
void in_groups_of_four(const cv::Mat& source, cv::Mat& destination, Operation operation) {
    const int channels = source.channels();
    if (channels <= 4) {
        operation(source, destination, 0);
        return;
    }

    for (int first = 0; first < channels; first += 4) {
        const int count = std::min(4, channels - first);
        std::vector<int> pick, put;
        for (int i = 0; i < count; i++) {
            pick.insert(pick.end(), {first + i, i});
            put.insert(put.end(), {i, first + i});
        }

        cv::Mat in(source.size(), CV_MAKETYPE(source.depth(), count));
        cv::Mat out(destination.size(), CV_MAKETYPE(source.depth(), count));
        cv::mixChannels(&source, 1, &in, 1, pick.data(), count);
        operation(in, out, first);
        cv::mixChannels(&out, 1, &destination, 1, put.data(), count);
    }
}

}  // namespace

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

int32_t fl_imaging_flip(const fl_image* source, const fl_image* destination, int32_t code) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_shape(source, destination), "source and destination differ in shape");
        cv::flip(in, out, code);
        require_in_place(out, destination);
    });
}

int32_t fl_imaging_warp_affine(
    const fl_image* source, const fl_image* destination, const double* matrix, int32_t interpolation, int32_t border, const double* value) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_kind(source, destination), "source and destination differ in depth or channels");
        require(border >= 0 && border < 5, "unknown border mode");
        require(source->data != destination->data, "a warp cannot work in place");
        const int code = interpolation_code(interpolation);
        const cv::Mat map(2, 3, CV_64F, const_cast<double*>(matrix));
        in_groups_of_four(in, out, [&](const cv::Mat& a, cv::Mat& b, int first) {
            cv::Scalar fill;
            for (int i = 0; value && i < a.channels(); i++) fill[i] = value[first + i];
            cv::warpAffine(a, b, map, b.size(), code, borders[border], fill);
        });
        require_in_place(out, destination);
    });
}
