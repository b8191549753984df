// Histograms, and what is done with the lightness alone: CLAHE in Lab, tables on luma.
#include <algorithm>
#include <cstring>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "opencv_calls.h"
#include "row_blocks.h"
#include "tables.h"

namespace {

using namespace foldline;

// Two counters a level take turns, so that equal neighbours need not wait for each other.
void count_plane(const uint8_t* in, int64_t count, int32_t* counts) {
    int32_t odd[256] = {};
    int64_t i = 0;
    for (; i + 1 < count; i += 2) {
        counts[in[i]]++;
        odd[in[i + 1]]++;
    }
    if (i < count) counts[in[i]]++;
    for (int level = 0; level < 256; level++) counts[level] += odd[level];
}

// The same for three channels: pixels take turns.
void count_rgb(const uint8_t* in, int64_t pixels, int32_t* counts) {
    int32_t odd[3 * 256] = {};
    int64_t i = 0;
    for (; i + 1 < pixels; i += 2, in += 6) {
        for (int c = 0; c < 3; c++) {
            counts[256 * c + in[c]]++;
            odd[256 * c + in[3 + c]]++;
        }
    }
    for (int c = 0; c < 3 && i < pixels; c++) counts[256 * c + in[c]]++;
    for (int level = 0; level < 3 * 256; level++) counts[level] += odd[level];
}

void count_samples(const fl_image& image, const uint8_t* mask, int32_t* counts) {
    const auto* in = static_cast<const uint8_t*>(image.data);
    const int64_t pixels = static_cast<int64_t>(image.height) * image.width;
    const int channels = image.channels;
    if (channels == 1 && !mask) return count_plane(in, pixels, counts);
    if (channels == 3 && !mask) return count_rgb(in, pixels, counts);
    for (int64_t i = 0; i < pixels; i++) {
        if (mask && !mask[i]) continue;
        for (int c = 0; c < channels; c++) counts[256 * c + in[i * channels + c]]++;
    }
}

const uint8_t* mask_samples(const fl_image* mask, const fl_image* image) {
    if (!mask) return nullptr;
    check(mask);
    require(mask->depth == FL_UINT8 && mask->channels == 1 && mask->height == image->height && mask->width == image->width,
            "a mask is an 8-bit plane of the image's size");
    return static_cast<const uint8_t*>(mask->data);
}

void convert_color(const fl_image& source, const fl_image& destination, int code) {
    cv::Mat out = view(&destination);
    cv::cvtColor(view(&source), out, code);
    require_in_place(out, &destination);
}

void require_rgb8(const fl_image* image) {
    check(image);
    require(image->depth == FL_UINT8 && image->channels == 3, "an 8-bit image of three channels is needed");
}

}  // namespace

int32_t fl_imaging_histogram(const fl_image* source, const fl_image* mask, int32_t* counts) {
    return guard([&] {
        check(source);
        require(source->depth == FL_UINT8, "histograms need 8-bit images");
        std::fill(counts, counts + 256 * static_cast<int64_t>(source->channels), 0);
        count_samples(*source, mask_samples(mask, source), counts);
    });
}

int32_t fl_imaging_luma_histogram(const fl_image* source, const fl_image* mask, int32_t* counts) {
    return guard([&] {
        require_rgb8(source);
        const uint8_t* selected = mask_samples(mask, source);
        std::fill(counts, counts + 256, 0);
        const Stage stage(source, 3, FL_UINT8);
        in_row_blocks(source, source, [&](const fl_image& in, const fl_image&) {
            const fl_image luma = stage.rows(in.height);
            convert_color(in, luma, cv::COLOR_RGB2YCrCb);
            const auto* samples = static_cast<const uint8_t*>(luma.data);
            const int64_t pixels = static_cast<int64_t>(in.height) * in.width;
            for (int64_t i = 0; i < pixels; i++)
                if (!selected || selected[i]) counts[samples[3 * i]]++;
            if (selected) selected += pixels;
        });
    });
}

int32_t fl_imaging_luma_lookup(const fl_image* source, const fl_image* destination, const uint8_t* table) {
    return guard([&] {
        require_rgb8(source);
        require(same_shape(source, destination), "source and destination differ in shape");
        std::vector<uint8_t> tables(3 * 256);
        for (int i = 0; i < 3 * 256; i++) tables[i] = static_cast<uint8_t>(i);
        std::memcpy(tables.data(), table, 256);
        const Stage stage(source, 3, FL_UINT8);
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            const fl_image luma = stage.rows(in.height);
            convert_color(in, luma, cv::COLOR_RGB2YCrCb);
            auto* samples = static_cast<uint8_t*>(luma.data);
            lookup_channels(samples, samples, sample_count(&luma), tables.data(), 3);
            convert_color(luma, out, cv::COLOR_YCrCb2RGB);
        });
    });
}

int32_t fl_imaging_clahe(const fl_image* source, const fl_image* destination, double clip_limit, int32_t across, int32_t down) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_shape(source, destination) && source->depth == FL_UINT8, "two 8-bit images of one shape are needed");
        const auto clahe = cv::createCLAHE(clip_limit, cv::Size(across, down));
        if (in.channels() == 1) {
            clahe->apply(in, out);
            return require_in_place(out, destination);
        }

        require_rgb8(source);
        cv::Mat lab(in.size(), CV_8UC3), lightness(in.size(), CV_8U);
        cv::cvtColor(in, lab, cv::COLOR_RGB2Lab);
        cv::extractChannel(lab, lightness, 0);
        clahe->apply(lightness, lightness);
        cv::insertChannel(lightness, lab, 0);
        cv::cvtColor(lab, out, cv::COLOR_Lab2RGB);
        require_in_place(out, destination);
    });
}
