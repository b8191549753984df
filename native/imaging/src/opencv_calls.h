// What the thin calls into OpenCV share: its codes for interpolation and borders, and groups of channels.
#pragma once

#include <algorithm>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "image_view.h"

namespace foldline {

inline int interpolation_code(int32_t index) {
    constexpr int codes[] = {cv::INTER_NEAREST, cv::INTER_LINEAR, cv::INTER_CUBIC, cv::INTER_AREA, cv::INTER_LANCZOS4};
    require(index >= 0 && index < 5, "unknown interpolation");
    return codes[index];
}

inline int border_code(int32_t index) {
    constexpr int codes[] = {cv::BORDER_CONSTANT, cv::BORDER_REPLICATE, cv::BORDER_REFLECT, cv::BORDER_WRAP, cv::BORDER_REFLECT_101};
    require(index >= 0 && index < 5, "unknown border mode");
    return codes[index];
}

// The output must stay in the caller's memory; OpenCV would silently allocate anew if shapes differed.
inline void require_in_place(const cv::Mat& mat, const fl_image* image) {
    if (mat.data != image->data) fail(FL_INTERNAL, "the result was written elsewhere");
}

// The fill of up to four channels that begin at `first`; null means zeros.
inline cv::Scalar fill_of(const double* value, int first, int channels) {
    cv::Scalar fill;
    for (int i = 0; value && i < channels; i++) fill[i] = value[first + i];
    return fill;
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

}  // namespace foldline
