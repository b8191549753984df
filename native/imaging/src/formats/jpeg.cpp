// JPEG by libjpeg directly, since OpenCV hides its warnings: a file that ends early decodes there to a half-grey picture.
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <vector>

#include <jpeglib.h>
#include <jerror.h>

#include "decoder.h"
#include "exif.h"

namespace foldline {
namespace {

constexpr int largest_scan_count = 200;  // a progressive file can hold thousands of scans over the whole picture

struct ErrorManager {
    jpeg_error_mgr base;
    jmp_buf jump;
    char words[JMSG_LENGTH_MAX];
    bool ended_early;
    bool damaged;
    bool extraneous;
};

ErrorManager* manager_of(j_common_ptr common) { return reinterpret_cast<ErrorManager*>(common->err); }

void on_error(j_common_ptr common) {
    ErrorManager* manager = manager_of(common);
    (*common->err->format_message)(common, manager->words);
    longjmp(manager->jump, 1);
}

void on_message(j_common_ptr common, int level) {
    if (level >= 0) return;  // traces
    ErrorManager* manager = manager_of(common);
    const int code = common->err->msg_code;
    if (code == JWRN_JPEG_EOF)
        manager->ended_early = true;
    else if (code == JWRN_EXTRANEOUS_DATA)
        manager->extraneous = true;
    else if (code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_MUST_RESYNC || code == JWRN_BOGUS_PROGRESSION || code == JWRN_ARITH_BAD_CODE)
        manager->damaged = true;
}

void on_output(j_common_ptr) {}

void on_progress(j_common_ptr common) {
    const auto* decompressor = reinterpret_cast<j_decompress_ptr>(common);
    if (decompressor->input_scan_number <= largest_scan_count) return;
    std::strcpy(manager_of(common)->words, "more scans than a picture can need");
    longjmp(manager_of(common)->jump, 1);
}

bool matches(const Bytes& bytes) { return bytes.starts_with("\xff\xd8\xff", 3); }

// One decompression. Between setjmp and longjmp live only plain values; the vectors are made before.
class JpegDecoder final : public fl_decoder {
public:
    explicit JpegDecoder(const Bytes& bytes) : bytes_(bytes) {
        std::memset(&errors_, 0, sizeof errors_);
        codec_.err = jpeg_std_error(&errors_.base);
        errors_.base.error_exit = on_error;
        errors_.base.emit_message = on_message;
        errors_.base.output_message = on_output;
        if (setjmp(errors_.jump)) fail(FL_OUT_OF_MEMORY, errors_.words);
        jpeg_create_decompress(&codec_);
        progress_.progress_monitor = on_progress;
        codec_.progress = &progress_;
    }

    ~JpegDecoder() override { jpeg_destroy_decompress(&codec_); }

    void read_header() {
        if (!start()) {
            const fl_status status = errors_.ended_early && !errors_.extraneous ? FL_TRUNCATED : FL_BAD_HEADER;
            fail(status, std::string("the header cannot be read: ") + errors_.words);
        }
    }

    const jpeg_decompress_struct& codec() const { return codec_; }

    void choose(const fl_decode_options& options) {
        strict_ = options.strict != 0;
        const bool cmyk = codec_.num_components == 4;
        const bool gray = options.color == FL_GRAY || (codec_.num_components == 1 && !(options.color == FL_COLOR && options.expand_gray));
        cmyk_to_gray_ = cmyk && gray;
        codec_.out_color_space = cmyk ? JCS_CMYK : gray ? JCS_GRAYSCALE : JCS_RGB;
        orientation_ = options.color == FL_UNCHANGED ? 1 : orientation();
        const bool swapped = orientation_ >= 5;
        info_ = {FL_JPEG, static_cast<int32_t>(swapped ? codec_.image_width : codec_.image_height),
                 static_cast<int32_t>(swapped ? codec_.image_height : codec_.image_width), gray ? 1 : 3, FL_UINT8};
    }

    void read(void* destination) override {
        const int64_t height = codec_.image_height, width = codec_.image_width, row = width * info_.channels;
        std::vector<uint8_t> upright(orientation_ == 1 ? 0 : height * row), mixed(codec_.num_components == 4 ? 4 * width : 0);
        uint8_t* pixels = upright.empty() ? static_cast<uint8_t*>(destination) : upright.data();
        if (!decompress(pixels, row, mixed.empty() ? nullptr : mixed.data())) fail(errors_.ended_early ? FL_TRUNCATED : FL_BAD_DATA, errors_.words);
        if (strict_ && errors_.ended_early) fail(FL_TRUNCATED, "the end of the picture is missing");
        if (strict_ && errors_.damaged) fail(FL_BAD_DATA, "the compressed data are damaged");
        if (!upright.empty()) apply_orientation(pixels, static_cast<uint8_t*>(destination), height, width, info_.channels, orientation_);
    }

private:
    bool start() {
        if (setjmp(errors_.jump)) return false;
        jpeg_mem_src(&codec_, bytes_.data, static_cast<unsigned long>(bytes_.length));
        jpeg_save_markers(&codec_, JPEG_APP0 + 1, 0xffff);
        jpeg_read_header(&codec_, TRUE);
        if (!errors_.extraneous) return true;
        std::strcpy(errors_.words, "noise between the markers");
        return false;
    }

    bool decompress(uint8_t* pixels, int64_t row, uint8_t* mixed) {
        if (setjmp(errors_.jump)) return false;
        jpeg_start_decompress(&codec_);
        while (codec_.output_scanline < codec_.output_height) {
            uint8_t* out = pixels + codec_.output_scanline * row;
            JSAMPROW line = mixed ? mixed : out;
            jpeg_read_scanlines(&codec_, &line, 1);
            if (mixed) mix(mixed, out, codec_.output_width);
        }
        jpeg_finish_decompress(&codec_);
        return true;
    }

    // Adobe's inverted CMYK. The grey weights are those of OpenCV's codec (14 bits; 0.299, 0.587, 0.114).
    void mix(const uint8_t* in, uint8_t* out, int64_t width) const {
        for (int64_t x = 0; x < width; x++, in += 4) {
            const int black = in[3];
            const int red = black - ((255 - in[0]) * black >> 8), green = black - ((255 - in[1]) * black >> 8), blue = black - ((255 - in[2]) * black >> 8);
            if (cmyk_to_gray_) {
                *out++ = static_cast<uint8_t>((red * 4899 + green * 9617 + blue * 1868 + (1 << 13)) >> 14);
                continue;
            }
            *out++ = static_cast<uint8_t>(red);
            *out++ = static_cast<uint8_t>(green);
            *out++ = static_cast<uint8_t>(blue);
        }
    }

    int orientation() const {
        for (auto* marker = codec_.marker_list; marker; marker = marker->next)
            if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 && std::memcmp(marker->data, "Exif\0\0", 6) == 0)
                return exif_orientation(marker->data + 6, marker->data_length - 6);
        return 1;
    }

    Bytes bytes_;
    jpeg_decompress_struct codec_{};
    ErrorManager errors_;
    jpeg_progress_mgr progress_{};
    int orientation_ = 1;
    bool strict_ = true;
    bool cmyk_to_gray_ = false;
};

Header read_header(const Bytes& bytes) {
    JpegDecoder decoder(bytes);
    decoder.read_header();
    Header header{FL_JPEG};
    header.width = decoder.codec().image_width;
    header.height = decoder.codec().image_height;
    header.channels = decoder.codec().num_components == 1 ? 1 : 3;
    return header;
}

std::unique_ptr<fl_decoder> open(const Bytes& bytes, const Header&, const fl_decode_options& options) {
    auto decoder = std::make_unique<JpegDecoder>(bytes);
    decoder->read_header();
    decoder->choose(options);
    return decoder;
}

}  // namespace

const Format jpeg_format = {FL_JPEG, matches, read_header, nullptr, open};

}  // namespace foldline
