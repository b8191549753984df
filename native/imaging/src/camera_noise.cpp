// The noise of a camera's sensor: hue and lightness of 8-bit RGB in the HLS space, from given fields or drawn by position.
#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "counter_noise.h"
#include "multiversion.h"
#include "opencv_calls.h"
#include "row_blocks.h"

namespace {

using namespace foldline;

FL_MULTIVERSION void to_fractions(const uint8_t* in, float* out, int64_t count) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<float>(in[i]) * (1.0f / 255.0f);
}

FL_MULTIVERSION void from_fractions(const float* in, uint8_t* out, int64_t count) {
    for (int64_t i = 0; i < count; i++) out[i] = static_cast<uint8_t>(static_cast<int32_t>(std::min(std::max(in[i] * 255.0f, 0.0f), 255.0f)));
}

// Hue in degrees is wrapped once; lightness moves towards 1 by a share of what is left.
void disturb(float* hls, int64_t pixels, const float* hue, const float* lightness) {
    for (int64_t i = 0; i < pixels; i++) {
        float h = hls[3 * i] + hue[i];
        h = h < 0 ? h + 360.0f : h;
        hls[3 * i] = h > 360.0f ? h - 360.0f : h;
        hls[3 * i + 1] += lightness[i] * (1.0f / 255.0f) * (1.0f - hls[3 * i + 1]);
    }
}

// Calls fill(hue, lightness, first pixel, count) for every block.
template <typename Fill>
void apply_camera_noise(const fl_image* source, const fl_image* destination, Fill fill) {
    check(source);
    require(same_shape(source, destination) && source->depth == FL_UINT8 && source->channels == 3, "two 8-bit RGB images of one shape are needed");
    const Stage fractions(source, 3, FL_FLOAT32), stage(source, 3, FL_FLOAT32);
    std::vector<float> hue(static_cast<size_t>(rows_of_block(source)) * source->width), lightness(hue.size());
    int64_t first = 0;
    in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
        const fl_image rgb = fractions.rows(in.height), hls = stage.rows(in.height);
        const int64_t pixels = static_cast<int64_t>(in.height) * in.width;
        cv::Mat rgb_view = view(&rgb), hls_view = view(&hls);
        to_fractions(static_cast<const uint8_t*>(in.data), static_cast<float*>(rgb.data), sample_count(&in));
        cv::cvtColor(rgb_view, hls_view, cv::COLOR_RGB2HLS);
        fill(hue.data(), lightness.data(), first, pixels);
        disturb(static_cast<float*>(hls.data), pixels, hue.data(), lightness.data());
        cv::cvtColor(hls_view, rgb_view, cv::COLOR_HLS2RGB);
        from_fractions(static_cast<const float*>(rgb.data), static_cast<uint8_t*>(out.data), sample_count(&out));
        first += pixels;
    });
}

// Standard deviation of the lightness, (max + min) / 2 of each pixel, as a fraction of 1.
double lightness_deviation(const fl_image* source) {
    const auto* in = static_cast<const uint8_t*>(source->data);
    const int64_t pixels = static_cast<int64_t>(source->height) * source->width;
    int64_t sum = 0, squares = 0;
    for (int64_t i = 0; i < pixels; i++) {
        const int r = in[3 * i], g = in[3 * i + 1], b = in[3 * i + 2];
        const int twice = std::max(std::max(r, g), b) + std::min(std::min(r, g), b);
        sum += twice;
        squares += twice * twice;
    }

    const double mean = static_cast<double>(sum) / pixels;
    return std::sqrt(std::max(0.0, static_cast<double>(squares) / pixels - mean * mean)) / 510.0;
}

// Poisson numbers by inversion: cumulated probabilities as 32-bit integers, and where to start for the upper eight bits.
class Poisson {
public:
    explicit Poisson(double mean) {
        double probability = std::exp(-mean), cumulated = probability;
        const int most = static_cast<int>(mean + 12 * std::sqrt(mean) + 16);
        for (int k = 1; k <= most; k++) {
            limits_.push_back(static_cast<uint32_t>(std::min(cumulated, 1.0) * 4294967295.0));
            probability *= mean / k;
            cumulated += probability;
        }

        limits_.push_back(~0u);
        uint32_t k = 0;
        for (uint32_t upper = 0; upper < 256; upper++) {
            while (limits_[k] < (upper << 24)) k++;
            start_[upper] = k;
        }
    }

    float draw(uint32_t bits) const {
        uint32_t k = start_[bits >> 24];
        while (limits_[k] < bits) k++;
        return static_cast<float>(k);
    }

private:
    std::vector<uint32_t> limits_;
    uint32_t start_[256];
};

FL_MULTIVERSION void draw_hue(float* hue, uint32_t* rest, int64_t count, float sigma, uint64_t seed, uint64_t first) {
    for (int64_t i = 0; i < count; i++) {
        const uint64_t bits = random_bits(seed, first + static_cast<uint64_t>(i));
        hue[i] = sigma * normal_of(static_cast<uint32_t>(bits));
        rest[i] = static_cast<uint32_t>(bits >> 32);
    }
}

}  // namespace

int32_t fl_imaging_camera_noise(const fl_image* source, const fl_image* destination, const double* hue_noise, const double* lightness_noise) {
    return guard([&] {
        apply_camera_noise(source, destination, [&](float* hue, float* lightness, int64_t first, int64_t count) {
            for (int64_t i = 0; i < count; i++) {
                hue[i] = static_cast<float>(hue_noise[first + i]);
                lightness[i] = static_cast<float>(lightness_noise[first + i]);
            }
        });
    });
}

int32_t fl_imaging_draw_camera_noise(const fl_image* source, const fl_image* destination, double color_shift, double intensity, uint64_t seed) {
    return guard([&] {
        check(source);
        require(source->depth == FL_UINT8 && source->channels == 3, "an 8-bit RGB image is needed");
        const Poisson poisson(lightness_deviation(source) * intensity * 255);
        const auto sigma = static_cast<float>(color_shift * 360 * intensity);
        std::vector<uint32_t> rest(static_cast<size_t>(rows_of_block(source)) * source->width);
        apply_camera_noise(source, destination, [&](float* hue, float* lightness, int64_t first, int64_t count) {
            draw_hue(hue, rest.data(), count, sigma, seed, static_cast<uint64_t>(first));
            for (int64_t i = 0; i < count; i++) lightness[i] = poisson.draw(rest[i]);
        });
    });
}
