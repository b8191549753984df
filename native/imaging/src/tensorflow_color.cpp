// TensorFlow's colour operations on real RGB: HSV with V = max, S = (max - min) / max and H in [0, 1).
#include <algorithm>
#include <cmath>

#include "image_view.h"
#include "multiversion.h"

namespace {

using namespace foldline;

FL_INLINE float clip01(float x) { return std::min(std::max(x, 0.0f), 1.0f); }

// With hue and value kept, the distance of every channel from the value grows with the saturation.
FL_MULTIVERSION void saturate_pixels(const float* in, float* out, int64_t pixels, float factor) {
    for (int64_t i = 0; i < pixels; i++) {
        const float r = in[3 * i], g = in[3 * i + 1], b = in[3 * i + 2];
        const float value = std::max(std::max(r, g), b), range = value - std::min(std::min(r, g), b);
        const float saturation = value > 0.0f ? range / value : 0.0f;
        const float ratio = saturation > 0.0f ? clip01(saturation * factor) / saturation : 0.0f;
        out[3 * i] = value - (value - r) * ratio;
        out[3 * i + 1] = value - (value - g) * ratio;
        out[3 * i + 2] = value - (value - b) * ratio;
    }
}

FL_MULTIVERSION void turn_hues(const float* in, float* out, int64_t pixels, float delta) {
    for (int64_t i = 0; i < pixels; i++) {
        const float r = in[3 * i], g = in[3 * i + 1], b = in[3 * i + 2];
        const float value = std::max(std::max(r, g), b), range = value - std::min(std::min(r, g), b);
        const float saturation = value > 0.0f ? range / value : 0.0f;
        const float unit = range > 0.0f ? 1.0f / (6.0f * range) : 0.0f;
        const float from_blue = (r - g) * unit + 4.0f / 6.0f, from_green = (b - r) * unit + 2.0f / 6.0f, from_red = (g - b) * unit;
        const float below_red = value == g ? from_green : from_blue;
        const float hue = (value == r ? from_red : below_red) * (range > 0.0f ? 1.0f : 0.0f) + delta;
        const float six = 6.0f * (hue - std::floor(hue));
        const float red = clip01(std::abs(six - 3.0f) - 1.0f);
        const float green = clip01(2.0f - std::abs(six - 2.0f));
        const float blue = clip01(2.0f - std::abs(six - 4.0f));
        out[3 * i] = ((1.0f - saturation) + saturation * red) * value;
        out[3 * i + 1] = ((1.0f - saturation) + saturation * green) * value;
        out[3 * i + 2] = ((1.0f - saturation) + saturation * blue) * value;
    }
}

template <typename Body>
int32_t on_real_rgb(const fl_image* source, const fl_image* destination, Body body) {
    return guard([&] {
        check(source);
        check(destination);
        require(same_shape(source, destination) && source->channels == 3 && source->depth == FL_FLOAT32, "two real RGB images of one shape are needed");
        body(static_cast<const float*>(source->data), static_cast<float*>(destination->data), static_cast<int64_t>(source->height) * source->width);
    });
}

}  // namespace

int32_t fl_imaging_tf_saturation(const fl_image* source, const fl_image* destination, float factor) {
    return on_real_rgb(source, destination, [&](const float* in, float* out, int64_t pixels) { saturate_pixels(in, out, pixels, factor); });
}

int32_t fl_imaging_tf_hue(const fl_image* source, const fl_image* destination, float delta) {
    return on_real_rgb(source, destination, [&](const float* in, float* out, int64_t pixels) { turn_hues(in, out, pixels, delta); });
}
