// TIFF and BigTIFF: the first directory is judged here; plain strips are read by libtiff, all other kinds by OpenCV.
#include <algorithm>
#include <vector>

#include "decoder.h"
#include "tiff_strips.h"

namespace foldline {
namespace {

enum Tag : uint32_t {
    image_width = 256,
    image_height = 257,
    bits_per_sample = 258,
    photometric = 262,
    strip_offsets = 273,
    samples_per_pixel = 277,
    strip_byte_counts = 279,
    tile_width = 322,
    tile_height = 323,
    tile_offsets = 324,
    tile_byte_counts = 325,
    sample_format = 339,
};

constexpr uint64_t largest_array = 1 << 24;

// The first directory of a file; every read is checked against the file's length.
class Directory {
public:
    explicit Directory(const Bytes& bytes) : bytes_(bytes), little_(bytes.data[0] == 'I'), big_(number(2, 2) == 43) {
        const uint64_t start = number(big_ ? 8 : 4, big_ ? 8 : 4);
        count_ = number(start, big_ ? 8 : 2);
        entries_ = start + (big_ ? 8 : 2);
        if (count_ == 0 || count_ > 4096) fail(FL_BAD_HEADER, "a directory of " + std::to_string(count_) + " entries");
    }

    // The values of a tag, empty when it is missing.
    std::vector<uint64_t> values(Tag tag) const {
        for (uint64_t i = 0; i < count_; i++) {
            const uint64_t entry = entries_ + i * (big_ ? 20 : 12);
            if (number(entry, 2) == tag) return entry_values(entry);
        }
        return {};
    }

    uint64_t value(Tag tag, uint64_t otherwise) const {
        const auto found = values(tag);
        return found.empty() ? otherwise : found[0];
    }

private:
    std::vector<uint64_t> entry_values(uint64_t entry) const {
        const uint64_t type = number(entry + 2, 2);
        const uint64_t count = number(entry + 4, big_ ? 8 : 4);
        const int size = type == 1 ? 1 : type == 3 ? 2 : type == 4 ? 4 : type == 16 ? 8 : 0;
        if (size == 0 || count == 0 || count > largest_array) fail(FL_BAD_HEADER, "a directory entry of unknown type or length");
        const uint64_t field = entry + (big_ ? 12 : 8);
        const uint64_t at = count * size <= (big_ ? 8u : 4u) ? field : number(field, big_ ? 8 : 4);
        number(at + (count - 1) * size, size);  // the last one lies inside the file, so the list is no longer than it
        std::vector<uint64_t> list(count);
        for (uint64_t i = 0; i < count; i++) list[i] = number(at + i * size, size);
        return list;
    }

    uint64_t number(uint64_t at, int size) const {
        const uint64_t length = static_cast<uint64_t>(bytes_.length);
        if (at > length || length - at < static_cast<uint64_t>(size)) fail(FL_TRUNCATED, "the directory lies behind the end of the file");
        uint64_t result = 0;
        for (int i = 0; i < size; i++) result |= static_cast<uint64_t>(bytes_.data[at + i]) << 8 * (little_ ? i : size - 1 - i);
        return result;
    }

    const Bytes& bytes_;
    bool little_;
    bool big_;
    uint64_t count_ = 0;
    uint64_t entries_ = 0;
};

bool matches(const Bytes& bytes) {
    return bytes.starts_with("II\x2a\0", 4) || bytes.starts_with("MM\0\x2a", 4) || bytes.starts_with("II\x2b\0", 4) ||
           bytes.starts_with("MM\0\x2b", 4);
}

// A tile may be far larger than the picture; libtiff would allocate it.
void check_tiles(const Directory& directory, const Header& header) {
    const uint64_t width = directory.value(tile_width, 0), height = directory.value(tile_height, 0);
    if (width == 0 && height == 0) return;
    const uint64_t allowed = std::max<uint64_t>(4 * header.width * header.height, 1 << 22);
    if (width == 0 || height == 0 || width > allowed / height) fail(FL_BAD_HEADER, "tiles that do not fit the size of the picture");
}

Header read_header(const Bytes& bytes) {
    const Directory directory(bytes);
    Header header{FL_TIFF};
    const uint64_t width = directory.value(image_width, 0), height = directory.value(image_height, 0);
    if (width > INT32_MAX || height > INT32_MAX) fail(FL_TOO_LARGE, "the header claims a side of more than 2^31 pixels");
    header.width = static_cast<int64_t>(width);
    header.height = static_cast<int64_t>(height);
    const uint64_t bits = directory.value(bits_per_sample, 1), samples = directory.value(samples_per_pixel, 1);
    const uint64_t format = directory.value(sample_format, 1);
    if (samples == 0 || samples > 512) fail(FL_BAD_HEADER, std::to_string(samples) + " samples a pixel");
    if (format == 2 || format > 4 || (bits > 16) != (format == 3)) fail(FL_UNSUPPORTED, "samples are neither 8 or 16-bit unsigned nor 32 or 64-bit real numbers");
    if (header.width > 0 && header.height > 0) check_tiles(directory, header);
    header.needs_file = directory.value(tile_width, 0) != 0;
    header.channels = directory.value(photometric, 1) == 3 ? 3 : static_cast<int32_t>(samples);
    header.depth = bits > 16 ? FL_FLOAT32 : bits == 16 ? FL_UINT16 : FL_UINT8;
    header.sample_size = bits > 32 ? 8 : bits > 16 ? 4 : bits == 16 ? 2 : 1;
    return header;
}

void check_container(const Bytes& bytes) {
    const Directory directory(bytes);
    auto offsets = directory.values(strip_offsets), counts = directory.values(strip_byte_counts);
    if (offsets.empty()) {
        offsets = directory.values(tile_offsets);
        counts = directory.values(tile_byte_counts);
    }
    if (offsets.empty()) fail(FL_TRUNCATED, "the directory names no pixel data");
    if (!counts.empty() && counts.size() != offsets.size()) fail(FL_BAD_HEADER, "offsets and lengths of the pixel data differ in number");
    const uint64_t length = static_cast<uint64_t>(bytes.length);
    for (size_t i = 0; i < offsets.size(); i++)
        if (offsets[i] > length || (!counts.empty() && counts[i] > length - offsets[i])) fail(FL_TRUNCATED, "pixel data lie behind the end of the file");
}

// Strips are taken as they are, so the wanted kind of colour must be the file's; a damaged strip refuses the file, as only strict reading may.
std::unique_ptr<fl_decoder> open(const Bytes& bytes, const Header& header, const fl_decode_options& options) {
    const bool as_it_is = header.channels == 3 ? options.color != FL_GRAY : header.channels == 1 && !(options.color == FL_COLOR && options.expand_gray);
    if (!as_it_is || header.depth != FL_UINT8 || header.needs_file || !options.strict) return nullptr;
    return open_tiff_strips(bytes, header);
}

}  // namespace

const Format tiff_format = {FL_TIFF, matches, read_header, check_container, open};

}  // namespace foldline
