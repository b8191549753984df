// PNG: every chunk is walked and its checksum compared. The common kinds (8 and 16 bit, grey or true colour, with or without
// alpha, not interlaced) are inflated in one go by libdeflate; palettes, small depths, transparency keys, interlacing and
// orientation go to OpenCV.
#include <algorithm>
#include <cstring>
#include <vector>

#include <libdeflate.h>

#include "decoder.h"
#include "formats/png_rows.h"

namespace foldline {
namespace {

constexpr int64_t signature_length = 8;
constexpr int64_t largest_kept_buffer = 64 << 20;

struct Layout {
    int64_t width, height;
    int bits, color, interlace;
    int channels() const { return color == 2 || color == 3 ? 3 : color == 4 ? 2 : color == 6 ? 4 : 1; }
};

bool matches(const Bytes& bytes) { return bytes.starts_with("\x89PNG\r\n\x1a\n", signature_length); }

struct Chunk {
    int64_t payload, length;
    const uint8_t* type;
    bool is(const char* name) const { return std::memcmp(type, name, 4) == 0; }
    bool critical() const { return (type[0] & 0x20) == 0; }
};

// Calls `visit` for each chunk until it returns false; a chunk that runs past the end of the file is a truncation.
template <typename Visit>
void walk(const Bytes& bytes, Visit visit) {
    for (int64_t at = signature_length; at < bytes.length;) {
        if (bytes.length - at < 12) fail(FL_TRUNCATED, "the file ends inside a chunk");
        const Chunk chunk = {at + 8, static_cast<int64_t>(bytes.u32be(at)), bytes.data + at + 4};
        if (chunk.length > bytes.length - at - 12) fail(FL_TRUNCATED, "a chunk runs past the end of the file");
        if (!visit(chunk)) return;
        at = chunk.payload + chunk.length + 4;
    }
}

bool valid_depth(int color, int bits) {
    switch (color) {
        case 0: return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
        case 3: return bits == 1 || bits == 2 || bits == 4 || bits == 8;
        case 2: case 4: case 6: return bits == 8 || bits == 16;
        default: return false;
    }
}

Layout read_layout(const Bytes& bytes) {
    if (bytes.length < 33) fail(FL_TRUNCATED, "the file ends inside the header chunk");
    if (bytes.u32be(8) != 13 || !bytes.starts_with("IHDR", 4, 12)) fail(FL_BAD_HEADER, "the first chunk is not the header");
    const uint8_t* p = bytes.data;
    const Layout layout = {bytes.u32be(16), bytes.u32be(20), p[24], p[25], p[28]};
    if (!valid_depth(layout.color, layout.bits))
        fail(FL_BAD_HEADER, "colour type " + std::to_string(layout.color) + " with " + std::to_string(layout.bits) + " bits does not exist");
    if (p[26] != 0 || p[27] != 0 || p[28] > 1) fail(FL_BAD_HEADER, "unknown compression, filter or interlace method");
    if (layout.width > INT32_MAX || layout.height > INT32_MAX) fail(FL_BAD_HEADER, "a side of more than 2^31 - 1 pixels");
    return layout;
}

Header read_header(const Bytes& bytes) {
    const Layout layout = read_layout(bytes);
    Header header{FL_PNG};
    header.width = layout.width;
    header.height = layout.height;
    header.channels = layout.color == 4 ? 4 : layout.channels();
    header.depth = layout.bits == 16 ? FL_UINT16 : FL_UINT8;
    header.sample_size = layout.bits == 16 ? 2 : 1;
    return header;
}

void check_container(const Bytes& bytes) {
    bool data = false, end = false;
    walk(bytes, [&](const Chunk& chunk) {
        // Damage in chunks that do not bear on the picture (texts, times) is ignored, as by the reference library.
        const uint32_t found = libdeflate_crc32(0, chunk.type, chunk.length + 4);
        if (chunk.critical() && found != bytes.u32be(chunk.payload + chunk.length)) fail(FL_BAD_CHECKSUM, "a chunk's checksum does not fit its data");
        data = data || chunk.is("IDAT");
        end = chunk.is("IEND");
        return !end;
    });
    if (!data) fail(FL_TRUNCATED, "there is no data chunk");
    if (!end) fail(FL_TRUNCATED, "the end chunk is missing");
}

struct Deflate {
    libdeflate_decompressor* handle = libdeflate_alloc_decompressor();
    std::vector<uint8_t> inflated;
    ~Deflate() { libdeflate_free_decompressor(handle); }

    void keep_small() {
        if (static_cast<int64_t>(inflated.capacity()) > largest_kept_buffer) inflated = {};
    }
};

Deflate& thread_deflate() {
    thread_local Deflate deflate;
    if (!deflate.handle) throw std::bad_alloc();
    return deflate;
}

// Inflates the data chunks into `deflate.inflated`; exactly `expected` bytes must come out.
void inflate(const Bytes& bytes, const std::vector<Chunk>& data, int64_t expected, Deflate& deflate) {
    if (static_cast<int64_t>(deflate.inflated.size()) < expected) deflate.inflated.resize(expected);
    std::vector<uint8_t> joined;
    const uint8_t* compressed = bytes.data + data[0].payload;
    size_t length = data[0].length;
    if (data.size() > 1) {
        for (const Chunk& chunk : data) joined.insert(joined.end(), bytes.data + chunk.payload, bytes.data + chunk.payload + chunk.length);
        compressed = joined.data();
        length = joined.size();
    }

    size_t produced = 0;
    const auto result = libdeflate_zlib_decompress_ex(deflate.handle, compressed, length, deflate.inflated.data(), expected, nullptr, &produced);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) fail(FL_BAD_DATA, "more rows than the header announces");
    if (result != LIBDEFLATE_SUCCESS) fail(FL_BAD_DATA, "the compressed rows are damaged");
    if (static_cast<int64_t>(produced) < expected) fail(FL_TRUNCATED, "fewer rows than the header announces");
}

// The passes of an interlaced picture (Adam7): first column and row, distance of columns and rows.
struct Pass {
    int x, y, dx, dy;
};
constexpr Pass adam7[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
constexpr Pass whole[] = {{0, 0, 1, 1}};

// Calls `visit(rows, bytes a row with its filter byte)` for each pass that has pixels.
template <typename Visit>
void for_each_pass(const Layout& layout, Visit visit) {
    const int samples = layout.color == 3 ? 1 : layout.channels();
    const Pass* passes = layout.interlace ? adam7 : whole;
    for (int i = 0; i < (layout.interlace ? 7 : 1); i++) {
        const int64_t columns = (layout.width - passes[i].x + passes[i].dx - 1) / passes[i].dx;
        const int64_t rows = (layout.height - passes[i].y + passes[i].dy - 1) / passes[i].dy;
        if (columns > 0 && rows > 0) visit(rows, (columns * samples * layout.bits + 7) / 8 + 1);
    }
}

// What libpng would find wrong with the rows, and print.
void check_rows(const Bytes& bytes, const Layout& layout, const std::vector<Chunk>& data) {
    Deflate& deflate = thread_deflate();
    int64_t expected = 0;
    for_each_pass(layout, [&](int64_t rows, int64_t row) { expected += rows * row; });
    inflate(bytes, data, expected, deflate);
    const uint8_t* at = deflate.inflated.data();
    for_each_pass(layout, [&](int64_t rows, int64_t row) {
        for (int64_t y = 0; y < rows; y++, at += row)
            if (*at > 4) fail(FL_BAD_DATA, "unknown row filter");
    });
    deflate.keep_small();
}

class PngDecoder final : public fl_decoder {
public:
    PngDecoder(const Bytes& bytes, const Layout& layout, std::vector<Chunk> data, const fl_decode_options& options)
        : bytes_(bytes), layout_(layout), data_(std::move(data)), sample_(layout.bits / 8) {
        const bool keep = options.color == FL_UNCHANGED || options.keep_depth;
        const int colors = layout.channels() >= 3 ? 3 : 1;
        const int wanted = options.color == FL_UNCHANGED ? layout.channels() : options.color == FL_COLOR && options.expand_gray ? 3 : colors;
        info_ = {FL_PNG, static_cast<int32_t>(layout.height), static_cast<int32_t>(layout.width), wanted, keep && sample_ == 2 ? FL_UINT16 : FL_UINT8};
    }

    void read(void* destination) override {
        Deflate& deflate = thread_deflate();
        inflate(bytes_, data_, (row_bytes() + 1) * layout_.height, deflate);
        unfilter(deflate.inflated, static_cast<uint8_t*>(destination));
        deflate.keep_small();
    }

private:
    int64_t row_bytes() const { return layout_.width * layout_.channels() * sample_; }

    // Rows that need no conversion are unfiltered straight into the destination.
    void unfilter(const std::vector<uint8_t>& inflated, uint8_t* destination) {
        const int64_t length = row_bytes();
        const bool direct = info_.channels == layout_.channels() && sample_ == 1;
        const int64_t out_length = static_cast<int64_t>(info_.width) * info_.channels * (info_.depth == FL_UINT16 ? 2 : 1);
        std::vector<uint8_t> zeros(length), rows(direct ? 0 : 2 * length);
        const uint8_t* above = zeros.data();
        for (int64_t y = 0; y < layout_.height; y++) {
            const uint8_t* raw = inflated.data() + y * (length + 1);
            uint8_t* target = destination + y * out_length;
            uint8_t* row = direct ? target : rows.data() + (y & 1) * length;
            if (!unfilter_row(raw[0], raw + 1, above, row, length, layout_.channels() * sample_)) fail(FL_BAD_DATA, "unknown row filter");
            if (!direct) convert(row, target);
            above = row;
        }
    }

    // Big-endian 16-bit samples: swapped when kept, otherwise the high byte counts. Alpha is dropped, grey repeated.
    void convert(const uint8_t* row, uint8_t* target) const {
        const int source_channels = layout_.channels();
        for (int64_t x = 0; x < info_.width; x++, row += source_channels * sample_) {
            for (int c = 0; c < info_.channels; c++) {
                const uint8_t* sample = row + (source_channels == 1 ? 0 : c) * sample_;
                if (info_.depth == FL_UINT16) *target++ = sample[1];
                *target++ = sample[0];
            }
        }
    }

    Bytes bytes_;
    Layout layout_;
    std::vector<Chunk> data_;
    int sample_;
};

// Our own decoder takes 8 and 16-bit grey, RGB and RGBA without mixing channels.
bool is_simple(const Layout& layout, const fl_decode_options& options) {
    if (layout.bits < 8 || layout.interlace != 0) return false;
    return layout.color == 0 || (options.color != FL_GRAY && (layout.color == 2 || layout.color == 6));
}

bool is_special(const Chunk& chunk) {
    const bool known = chunk.is("IHDR") || chunk.is("PLTE") || chunk.is("IDAT") || chunk.is("IEND");
    return chunk.is("tRNS") || chunk.is("eXIf") || (chunk.critical() && !known);
}

std::unique_ptr<fl_decoder> open(const Bytes& bytes, const Header&, const fl_decode_options& options) {
    const Layout layout = read_layout(bytes);
    bool special = false, ended = false;
    std::vector<Chunk> data;
    try {
        walk(bytes, [&](const Chunk& chunk) {
            if (chunk.is("IDAT")) data.push_back(chunk);
            special = special || is_special(chunk);
            ended = chunk.is("IEND");
            return !ended;
        });
    } catch (const Failure&) {
        return nullptr;  // only met when not strict: OpenCV may make something of it
    }
    if (!ended || data.empty()) return nullptr;
    if (is_simple(layout, options) && !special) return std::make_unique<PngDecoder>(bytes, layout, std::move(data), options);
    if (options.strict) check_rows(bytes, layout, data);
    return nullptr;
}

}  // namespace

const Format png_format = {FL_PNG, matches, read_header, check_container, open};

}  // namespace foldline
