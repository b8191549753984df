// The last pass of the loader: pixels of any depth to a normalised float32 or bfloat16 batch, in one walk over the rows.
// A row is staged in the first-level cache (table applied, grey repeated, channels split), then converted with full vectors.
#include <cstring>
#include <vector>

#include "image_view.h"
#include "multiversion.h"
#include "tables.h"

namespace {

using namespace foldline;

struct BFloat16 {
    uint16_t bits;
};

// Round to nearest even; NaN stays NaN.
inline uint16_t to_bfloat16(float x) {
    uint32_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    const uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    return static_cast<uint16_t>(x != x ? (bits >> 16) | 0x40u : rounded);
}

inline void store(float* out, float x) { *out = x; }
inline void store(BFloat16* out, float x) { out->bits = to_bfloat16(x); }

// One plane row: every sample has the same mean and scale.
#define FL_PLANE(In, Out)                                                                                            \
    FL_MULTIVERSION void plane(const In* __restrict in, Out* __restrict out, int64_t count, float mean, float scale) { \
        for (int64_t i = 0; i < count; i++) store(out + i, (static_cast<float>(in[i]) - mean) * scale);               \
    }
// One interleaved row: mean and scale run along with the samples.
#define FL_INTERLEAVED(In, Out)                                                                                             \
    FL_MULTIVERSION void interleaved(                                                                                        \
        const In* __restrict in, Out* __restrict out, int64_t count, const float* __restrict mean, const float* __restrict scale) { \
        for (int64_t i = 0; i < count; i++) store(out + i, (static_cast<float>(in[i]) - mean[i]) * scale[i]);                 \
    }
#define FL_ROWS(In, Out) FL_PLANE(In, Out) FL_INTERLEAVED(In, Out)

FL_ROWS(uint8_t, float)
FL_ROWS(uint16_t, float)
FL_ROWS(float, float)
FL_ROWS(uint8_t, BFloat16)
FL_ROWS(uint16_t, BFloat16)
FL_ROWS(float, BFloat16)

template <typename T>
void split(const T* in, T* out, int64_t width, int channels) {
    if (channels == 3) {
        T *r = out, *g = out + width, *b = out + 2 * width;
        for (int64_t x = 0; x < width; x++) {
            r[x] = in[3 * x];
            g[x] = in[3 * x + 1];
            b[x] = in[3 * x + 2];
        }
        return;
    }

    for (int c = 0; c < channels; c++)
        for (int64_t x = 0; x < width; x++) out[c * width + x] = in[x * channels + c];
}

template <typename T>
void repeat(const T* in, T* out, int64_t width, int channels) {
    if (channels == 3) {
        for (int64_t x = 0; x < width; x++) out[3 * x] = out[3 * x + 1] = out[3 * x + 2] = in[x];
        return;
    }

    for (int64_t x = 0; x < width; x++)
        for (int c = 0; c < channels; c++) *out++ = in[x];
}

inline const uint8_t* through_table(const uint8_t* row, const uint8_t* table, int64_t count, std::vector<uint8_t>& stage) {
    if (!table) return row;
    lookup(row, stage.data(), count, table);
    return stage.data();
}

template <typename T>
const T* through_table(const T* row, const uint8_t*, int64_t, std::vector<T>&) {
    return row;
}

template <typename In, typename Out>
class Writer {
public:
    Writer(const fl_image& source, const fl_batch_target& target, const float* mean, const float* scale, const uint8_t* table)
        : source_(source), target_(target), mean_(mean), scale_(scale), table_(table),
          samples_(static_cast<int64_t>(source.width) * source.channels), stage_(samples_),
          arranged_(static_cast<size_t>(source.width) * target.channels) {}

    void planar() {
        for (int64_t y = 0; y < source_.height; y++) {
            const In* row = staged(y);
            const bool repeated = source_.channels == 1;
            if (!repeated) split(row, arranged_.data(), source_.width, source_.channels);
            for (int64_t c = 0; c < target_.channels; c++) {
                const In* in = repeated ? row : arranged_.data() + c * source_.width;
                plane(in, out(y) + c * target_.channel_stride, source_.width, mean_[c], scale_[c]);
            }
        }
    }

    void channels_last() {
        const int64_t count = static_cast<int64_t>(arranged_.size());
        std::vector<float> means(count), scales(count);
        for (int64_t i = 0; i < count; i++) {
            means[i] = mean_[i % target_.channels];
            scales[i] = scale_[i % target_.channels];
        }

        for (int64_t y = 0; y < source_.height; y++) {
            const In* row = staged(y);
            if (source_.channels != target_.channels) {
                repeat(row, arranged_.data(), source_.width, target_.channels);
                row = arranged_.data();
            }
            interleaved(row, out(y), count, means.data(), scales.data());
        }
    }

private:
    const In* staged(int64_t y) {
        return through_table(static_cast<const In*>(source_.data) + y * samples_, table_, samples_, stage_);
    }

    Out* out(int64_t y) const { return static_cast<Out*>(target_.data) + y * target_.row_stride; }

    const fl_image& source_;
    const fl_batch_target& target_;
    const float* mean_;
    const float* scale_;
    const uint8_t* table_;
    int64_t samples_;
    std::vector<In> stage_;
    std::vector<In> arranged_;
};

template <typename In, typename Out>
void write(const fl_image& source, const fl_batch_target& target, const float* mean, const float* scale, const uint8_t* table) {
    Writer<In, Out> writer(source, target, mean, scale, table);
    if (target.column_stride == 1)
        writer.planar();
    else
        writer.channels_last();
}

template <typename In>
void write_from(const fl_image& source, const fl_batch_target& target, const float* mean, const float* scale, const uint8_t* table) {
    if (target.bfloat16)
        write<In, BFloat16>(source, target, mean, scale, table);
    else
        write<In, float>(source, target, mean, scale, table);
}

}  // namespace

int32_t fl_imaging_write_batch(
    const fl_image* source, const fl_batch_target* target, const float* mean, const float* scale, const uint8_t* table) {
    return guard([&] {
        check(source);
        require(target->data && target->channels > 0, "empty target");
        require(source->channels == 1 || source->channels == target->channels, "channels of image and batch do not fit");
        require(target->column_stride == 1 || (target->channel_stride == 1 && target->column_stride == target->channels),
                "the batch must be NCHW or NHWC");
        require(!table || source->depth == FL_UINT8, "a table needs 8-bit samples");
        switch (source->depth) {
            case FL_UINT8: write_from<uint8_t>(*source, *target, mean, scale, table); break;
            case FL_UINT16: write_from<uint16_t>(*source, *target, mean, scale, table); break;
            default: write_from<float>(*source, *target, mean, scale, table); break;
        }
    });
}
