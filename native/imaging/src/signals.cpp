// Whole-image operations on real numbers and spectra: log scores of spectrograms, blending, amplitudes of another picture.
#include <algorithm>
#include <cmath>
#include <complex>

#include <opencv2/core.hpp>

#include "fast_math.h"
#include "multiversion.h"
#include "row_blocks.h"

namespace {

using namespace foldline;

// NaN becomes 0 before the clip.
FL_MULTIVERSION void clipped_logarithms(const float* in, float* out, int64_t count, float low, float high) {
    for (int64_t i = 0; i < count; i++) {
        const float x = in[i] == in[i] ? in[i] : 0.0f;
        out[i] = log_of(std::min(std::max(x, low), high));
    }
}

// Eight sums side by side, in double precision: equal numbers have exactly their own value as mean.
FL_MULTIVERSION double sum_of_powers(const float* in, int64_t count, double center, int power) {
    double sums[8] = {};
    int64_t i = 0;
    for (; i + 8 <= count; i += 8) {
        for (int j = 0; j < 8; j++) {
            const double x = in[i + j] - center;
            sums[j] += power == 2 ? x * x : x;
        }
    }

    for (; i < count; i++) {
        const double x = in[i] - center;
        sums[0] += power == 2 ? x * x : x;
    }

    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

FL_MULTIVERSION void standardize(float* values, int64_t count, double mean, double scale) {
    for (int64_t i = 0; i < count; i++) values[i] = static_cast<float>((values[i] - mean) * scale);
}

#define FL_BLEND(T)                                                                                              \
    FL_MULTIVERSION void blend(const T* a, const T* b, float* out, int64_t count, float share, float rest) {      \
        for (int64_t i = 0; i < count; i++) out[i] = share * static_cast<float>(a[i]) + rest * static_cast<float>(b[i]); \
    }
FL_BLEND(uint8_t)
FL_BLEND(uint16_t)
FL_BLEND(float)

// The amplitudes of the frequencies up to `border` (around 0, wrapped) are taken from another spectrum, the phases are kept.
void take_amplitudes(cv::Mat& spectrum, const cv::Mat& other, int border) {
    const int rows = spectrum.rows, columns = spectrum.cols;
    for (int v = -std::min(border, rows / 2); v <= std::min(border, (rows - 1) / 2); v++) {
        auto* line = spectrum.ptr<std::complex<double>>((v + rows) % rows);
        const auto* from = other.ptr<std::complex<double>>((v + rows) % rows);
        for (int u = -std::min(border, columns / 2); u <= std::min(border, (columns - 1) / 2); u++) {
            auto& value = line[(u + columns) % columns];
            const double wanted = std::abs(from[(u + columns) % columns]), present = std::abs(value);
            value = present > 0 ? value * (wanted / present) : std::complex<double>(wanted, 0);
        }
    }
}

template <typename T>
void store_plane(const cv::Mat& plane, const fl_image* image, int channel, double high) {
    auto* out = static_cast<T*>(image->data);
    for (int y = 0; y < plane.rows; y++) {
        const double* in = plane.ptr<double>(y);
        for (int x = 0; x < plane.cols; x++)
            out[(static_cast<int64_t>(y) * plane.cols + x) * image->channels + channel] = static_cast<T>(std::min(std::max(in[x], 0.0), high));
    }
}

cv::Mat spectrum_of(const cv::Mat& image, int channel) {
    cv::Mat plane, real, spectrum;
    cv::extractChannel(image, plane, channel);
    plane.convertTo(real, CV_64F);
    cv::dft(real, spectrum, cv::DFT_COMPLEX_OUTPUT);
    return spectrum;
}

}  // namespace

int32_t fl_imaging_log_score(const fl_image* source, const fl_image* destination, float low, float high, double epsilon) {
    return guard([&] {
        require(same_shape(source, destination) && source->depth == FL_FLOAT32, "two images of real numbers and one shape are needed");
        double sum = 0;
        in_row_blocks(source, destination, [&](const fl_image& in, const fl_image& out) {
            auto* logarithms = static_cast<float*>(out.data);
            clipped_logarithms(static_cast<const float*>(in.data), logarithms, sample_count(&in), low, high);
            sum += sum_of_powers(logarithms, sample_count(&out), 0, 1);
        });
        auto* values = static_cast<float*>(destination->data);
        const int64_t count = sample_count(destination);
        const double mean = sum / static_cast<double>(count);
        const double deviation = std::sqrt(sum_of_powers(values, count, mean, 2) / static_cast<double>(count));
        standardize(values, count, mean, 1 / (deviation + epsilon));
    });
}

int32_t fl_imaging_fill_nan(const fl_image* image, float value) {
    return guard([&] {
        check(image);
        require(image->depth == FL_FLOAT32, "an image of real numbers is needed");
        auto* values = static_cast<float*>(image->data);
        const int64_t count = sample_count(image);
        for (int64_t i = 0; i < count; i++) values[i] = values[i] == values[i] ? values[i] : value;
    });
}

int32_t fl_imaging_blend(const fl_image* first, const fl_image* second, const fl_image* destination, float share, float rest) {
    return guard([&] {
        check(first);
        check(second);
        check(destination);
        require(same_shape(first, second) && destination->depth == FL_FLOAT32 && sample_count(first) == sample_count(destination),
                "two images of one shape and a result of real numbers are needed");
        auto* out = static_cast<float*>(destination->data);
        const int64_t count = sample_count(first);
        switch (first->depth) {
            case FL_UINT8: blend(static_cast<const uint8_t*>(first->data), static_cast<const uint8_t*>(second->data), out, count, share, rest); break;
            case FL_UINT16: blend(static_cast<const uint16_t*>(first->data), static_cast<const uint16_t*>(second->data), out, count, share, rest); break;
            default: blend(static_cast<const float*>(first->data), static_cast<const float*>(second->data), out, count, share, rest); break;
        }
    });
}

int32_t fl_imaging_adapt_spectrum(const fl_image* source, const fl_image* reference, const fl_image* destination, int32_t border) {
    return guard([&] {
        const cv::Mat in = view(source), from = view(reference);
        check(destination);
        require(same_shape(source, reference) && same_shape(source, destination), "three images of one shape are needed");
        for (int c = 0; c < in.channels(); c++) {
            cv::Mat spectrum = spectrum_of(in, c), plane;
            take_amplitudes(spectrum, spectrum_of(from, c), border);
            cv::idft(spectrum, plane, cv::DFT_REAL_OUTPUT | cv::DFT_SCALE);
            switch (destination->depth) {
                case FL_UINT8: store_plane<uint8_t>(plane, destination, c, 255); break;
                case FL_UINT16: store_plane<uint16_t>(plane, destination, c, 65535); break;
                default: store_plane<float>(plane, destination, c, 1); break;
            }
        }
    });
}
