// C interface of the imaging bridge. Every function returns a status (0 = done) and throws nothing; after a failure
// fl_imaging_last_error() gives the words for the calling thread. Pixels are contiguous H x W x C, RGB(A) order.
#pragma once

#include <cstdint>

#define FL_API extern "C" __attribute__((visibility("default")))

// Also known to src/Foldline.Imaging/Native/NativeStatus.cs.
enum fl_status : int32_t {
    FL_OK = 0,
    FL_UNKNOWN_FORMAT = 1,
    FL_UNSUPPORTED = 2,
    FL_TRUNCATED = 3,
    FL_BAD_HEADER = 4,
    FL_BAD_CHECKSUM = 5,
    FL_TOO_LARGE = 6,
    FL_BAD_DATA = 7,
    FL_BAD_ARGUMENT = 8,
    FL_OUT_OF_MEMORY = 9,
    FL_INTERNAL = 10,
};

enum fl_depth : int32_t { FL_UINT8 = 0, FL_UINT16 = 1, FL_FLOAT32 = 2 };

enum fl_color : int32_t { FL_UNCHANGED = 0, FL_GRAY = 1, FL_COLOR = 2 };

enum fl_format : int32_t { FL_PNG = 0, FL_JPEG = 1, FL_TIFF = 2, FL_BMP = 3, FL_WEBP = 4, FL_PNM = 5 };

struct fl_image {
    void* data;
    int32_t height;
    int32_t width;
    int32_t channels;
    int32_t depth;
};

struct fl_decode_options {
    int64_t max_pixels;
    int64_t max_bytes;    // of the decoded picture
    int32_t color;        // fl_color
    int32_t keep_depth;   // keep 16-bit samples in the grey and colour modes
    int32_t strict;       // refuse what a codec would only warn about
    int32_t expand_gray;  // repeat grey to three channels in the colour mode
};

struct fl_image_info {
    int32_t format;
    int32_t height;
    int32_t width;
    int32_t channels;
    int32_t depth;
};

struct fl_decoder;

FL_API const char* fl_imaging_last_error();
FL_API void fl_imaging_initialize();

// Reads the header alone; sizes and channels are the file's own (before orientation and conversion).
FL_API int32_t fl_imaging_probe(const uint8_t* bytes, int64_t length, fl_image_info* info);

// Checks header, limits and (strict) the container; `info` then tells the shape that fl_decoder_read will write.
// `bytes` must stay where they are until the decoder is closed.
FL_API int32_t fl_decoder_open(const uint8_t* bytes, int64_t length, const fl_decode_options* options, fl_decoder** decoder, fl_image_info* info);
FL_API int32_t fl_decoder_read(fl_decoder* decoder, void* destination, int64_t capacity);
FL_API void fl_decoder_close(fl_decoder* decoder);

// `quality`: JPEG and WebP 1..100 (WebP 101 = lossless), PNG compression 0..9. The bytes belong to the bridge: fl_imaging_release.
FL_API int32_t fl_imaging_encode(const fl_image* image, int32_t format, int32_t quality, uint8_t** bytes, int64_t* length);
FL_API void fl_imaging_release(uint8_t* bytes);

// Interpolation: nearest 0, linear 1, cubic 2, area 3, lanczos4 4. Border: constant 0, replicate 1, reflect 2, wrap 3, reflect_101 4.
FL_API int32_t fl_imaging_resize(const fl_image* source, const fl_image* destination, int32_t interpolation);
// `symmetry`: identity 0, flip left-right 1, flip top-bottom 2, half turn 3, transpose 4, quarter turn counter-clockwise 5 or clockwise 6,
// transpose about the other diagonal 7.
FL_API int32_t fl_imaging_turn(const fl_image* source, const fl_image* destination, int32_t symmetry);
// Copies the part of the destination's size that begins at (top, left).
FL_API int32_t fl_imaging_crop(const fl_image* source, const fl_image* destination, int32_t top, int32_t left);
// Puts the source at (top, left) and fills the rest of the destination by the border mode; `value` as for the warps.
FL_API int32_t fl_imaging_pad(const fl_image* source, const fl_image* destination, int32_t top, int32_t left, int32_t border, const double* value);
// `places`: for every pixel of the destination the number of the source's pixel (row * width + column), or -1 for zeros.
FL_API int32_t fl_imaging_gather(const fl_image* source, const fl_image* destination, const int32_t* places);
// `matrix`: 6 numbers, maps input to output coordinates. `value`: one number a channel, may be null (zeros).
FL_API int32_t fl_imaging_warp_affine(
    const fl_image* source, const fl_image* destination, const double* matrix, int32_t interpolation, int32_t border, const double* value);
// `matrix`: 9 numbers.
FL_API int32_t fl_imaging_warp_perspective(
    const fl_image* source, const fl_image* destination, const double* matrix, int32_t interpolation, int32_t border, const double* value);
// `columns`, `rows`: where each pixel of the destination is read in the source.
FL_API int32_t fl_imaging_remap(const fl_image* source, const fl_image* destination, const float* columns, const float* rows, int32_t interpolation,
                                int32_t border, const double* value);
// Gaussian filter of real numbers with an odd kernel and border reflect.
FL_API int32_t fl_imaging_smooth_field(const fl_image* source, const fl_image* destination, int32_t size, double sigma);

// 8-bit tables of 256 entries, one for all channels or one a channel; in place when source and destination are the same memory.
FL_API int32_t fl_imaging_lookup(const fl_image* source, const fl_image* destination, const uint8_t* tables, int32_t table_count);
// clip(x * alpha + beta) in float32, truncated for the integer depths.
FL_API int32_t fl_imaging_linear(const fl_image* source, const fl_image* destination, float alpha, float beta);
FL_API int32_t fl_imaging_mean(const fl_image* source, double* mean);
// Repeats a one-channel image.
FL_API int32_t fl_imaging_repeat_channel(const fl_image* source, const fl_image* destination);
// Converts depth without scaling the values (float to integer: clipped and truncated).
FL_API int32_t fl_imaging_convert(const fl_image* source, const fl_image* destination, double scale);
// Copies a picture into a larger one of the same depth and channels at (top, left).
FL_API int32_t fl_imaging_paste(const fl_image* source, const fl_image* destination, int32_t top, int32_t left);

// Colour; RGB images, in place when source and destination are the same memory.
// 8-bit: hue (0..179), saturation and value each through a table. Real numbers: shifts, hue in degrees, the others clipped to 0..1.
FL_API int32_t fl_imaging_hsv_tables(const fl_image* source, const fl_image* destination, const uint8_t* tables);
FL_API int32_t fl_imaging_hsv_shift(const fl_image* source, const fl_image* destination, float hue, float saturation, float value);
// RGB to grey in one channel or repeated to three.
FL_API int32_t fl_imaging_gray(const fl_image* source, const fl_image* destination);
FL_API int32_t fl_imaging_gray_mean(const fl_image* source, double* mean);
// x * factor + grey * (1 - factor), rounded and clipped.
FL_API int32_t fl_imaging_saturation(const fl_image* source, const fl_image* destination, double factor);
// Every pixel times a 3 x 3 matrix, rounded and clipped.
FL_API int32_t fl_imaging_color_matrix(const fl_image* source, const fl_image* destination, const double* matrix);

// Arithmetic; in place when source and destination are the same memory and of one depth.
// x / max as real numbers, and clip(x * max) cut off to an integer depth.
FL_API int32_t fl_imaging_to_float(const fl_image* source, const fl_image* destination, float max);
FL_API int32_t fl_imaging_from_float(const fl_image* source, const fl_image* destination, float max);
// Real numbers of at least 0, not clipped.
FL_API int32_t fl_imaging_power(const fl_image* source, const fl_image* destination, double exponent);
// max - x from the threshold on; 16-bit and real.
FL_API int32_t fl_imaging_solarize(const fl_image* source, const fl_image* destination, float threshold);
// x * scale[c] + offset[c], cut off to 16 bit; real numbers are clipped to 0..1 if asked for.
FL_API int32_t fl_imaging_map_channels(const fl_image* source, const fl_image* destination, const double* scale, const double* offset, int32_t clip);
// Channel c of the destination is channel order[c] of the source.
FL_API int32_t fl_imaging_shuffle_channels(const fl_image* source, const fl_image* destination, const int32_t* order);
FL_API int32_t fl_imaging_channel_means(const fl_image* source, double* means);

// Filters with border reflect_101 (not in place). A size of 0 is found from sigma, a sigma of 0 from the size.
FL_API int32_t fl_imaging_blur(const fl_image* source, const fl_image* destination, int32_t size);
FL_API int32_t fl_imaging_median(const fl_image* source, const fl_image* destination, int32_t size);
FL_API int32_t fl_imaging_gaussian(const fl_image* source, const fl_image* destination, int32_t size, double sigma);
// Correlation with a square kernel, and the kernel of a line that is one pixel wide.
FL_API int32_t fl_imaging_filter(const fl_image* source, const fl_image* destination, const float* kernel, int32_t size);
FL_API int32_t fl_imaging_line_kernel(float* kernel, int32_t size, int32_t x1, int32_t y1, int32_t x2, int32_t y2);
// Adds alpha times the difference from the blurred picture where that exceeds the threshold (of 255).
FL_API int32_t fl_imaging_unsharp(const fl_image* source, const fl_image* destination, int32_t size, double sigma, float alpha, float threshold);
FL_API int32_t fl_imaging_downscale(const fl_image* source, const fl_image* destination, double scale, int32_t down, int32_t up);

// 256 counts a channel (or of the luma of RGB), of all pixels or where an 8-bit mask is not 0; mask may be null.
FL_API int32_t fl_imaging_histogram(const fl_image* source, const fl_image* mask, int32_t* counts);
FL_API int32_t fl_imaging_luma_histogram(const fl_image* source, const fl_image* mask, int32_t* counts);
// The luma of 8-bit RGB through a table.
FL_API int32_t fl_imaging_luma_lookup(const fl_image* source, const fl_image* destination, const uint8_t* table);
// Adaptive equalisation of 8-bit grey, or of the lightness of 8-bit RGB.
FL_API int32_t fl_imaging_clahe(const fl_image* source, const fl_image* destination, double clip_limit, int32_t across, int32_t down);
// Through JPEG or WebP and back; as_bgr hands RGB to the codec as if it were BGR.
FL_API int32_t fl_imaging_compress(const fl_image* source, const fl_image* destination, int32_t format, int32_t quality, int32_t as_bgr);

// Noise; in place when source and destination are the same memory. Sums and products are clipped and cut off; `per_channel`: one
// number a sample, otherwise one a pixel. Drawn fields depend on the seed and the position alone.
FL_API int32_t fl_imaging_combine_noise(const fl_image* source, const fl_image* destination, const double* noise, int32_t per_channel, int32_t multiplied);
FL_API int32_t fl_imaging_gauss_noise(
    const fl_image* source, const fl_image* destination, double mean, double sigma, uint64_t seed, int32_t per_channel);
FL_API int32_t fl_imaging_uniform_factors(
    const fl_image* source, const fl_image* destination, double low, double high, uint64_t seed, int32_t per_channel);
// 8-bit RGB; hue in degrees and lightness in 255ths of what is left to white, one number a pixel.
FL_API int32_t fl_imaging_camera_noise(const fl_image* source, const fl_image* destination, const double* hue_noise, const double* lightness_noise);
FL_API int32_t fl_imaging_draw_camera_noise(const fl_image* source, const fl_image* destination, double color_shift, double intensity, uint64_t seed);

// Components of equal values other than 0, eight neighbours, numbered from 1 by their first pixel; one label a pixel.
FL_API int32_t fl_imaging_label(const fl_image* mask, int32_t* labels, int32_t* count);
// Fills the pixels whose label is selected with one value a channel.
FL_API int32_t fl_imaging_fill_labels(const fl_image* image, const int32_t* labels, const uint8_t* selected, const double* values);

// TensorFlow's saturation and hue of real RGB, not clipped; in place when source and destination are the same memory.
FL_API int32_t fl_imaging_tf_saturation(const fl_image* source, const fl_image* destination, float factor);
FL_API int32_t fl_imaging_tf_hue(const fl_image* source, const fl_image* destination, float delta);

// Real numbers: NaN to 0, clip, natural logarithm, minus the mean of all, over the standard deviation plus epsilon.
FL_API int32_t fl_imaging_log_score(const fl_image* source, const fl_image* destination, float low, float high, double epsilon);
FL_API int32_t fl_imaging_fill_nan(const fl_image* image, float value);
// first * share + second * rest as real numbers.
FL_API int32_t fl_imaging_blend(const fl_image* first, const fl_image* second, const fl_image* destination, float share, float rest);
// Takes the amplitudes of frequencies up to `border` from a reference, channel by channel; clipped and cut off.
FL_API int32_t fl_imaging_adapt_spectrum(const fl_image* source, const fl_image* reference, const fl_image* destination, int32_t border);

struct fl_batch_target {
    void* data;             // first element of this picture
    int64_t channel_stride; // in elements
    int64_t row_stride;
    int64_t column_stride;
    int32_t channels;       // those of the picture, or any number when the picture has one
    int32_t bfloat16;       // 0: float32
};

// out[c, y, x] = (in[y, x, c] - mean[c]) * scale[c], with an optional table applied first to 8-bit samples.
FL_API int32_t fl_imaging_write_batch(
    const fl_image* source, const fl_batch_target* target, const float* mean, const float* scale, const uint8_t* table);

// Compressed frames of DICOM files.
enum fl_dicom_codec : int32_t { FL_DICOM_JPEG = 0, FL_DICOM_JPEG_LS = 1, FL_DICOM_JPEG2000 = 2 };

struct fl_dicom_frame {
    int32_t codec;           // fl_dicom_codec
    int32_t height;
    int32_t width;
    int32_t samples;         // 1 or 3
    int32_t bits_allocated;  // 8 or 16
    int32_t bits_stored;
    int32_t is_signed;
    const char* photometric; // PhotometricInterpretation of the file; luma and chroma are not converted
};

// Writes height x width x samples values of bits_allocated, little-endian.
FL_API int32_t fl_dicom_decode(const uint8_t* bytes, int64_t length, const fl_dicom_frame* frame, void* destination);
