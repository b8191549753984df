// One compressed frame of a DICOM file, decoded by GDCM's codecs. The codecs are called by themselves and not through GDCM's image
// reader, which (as Debian builds it) starts an external program for damaged lossless JPEG. What they would fill up or read at a size
// of its own is refused before: the frame's own header must fit the file's, and its end must be there.
#include <algorithm>
#include <csetjmp>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <gdcmDataElement.h>
#include <gdcmFragment.h>
#include <gdcmJPEG2000Codec.h>
#include <gdcmJPEGCodec.h>
#include <gdcmJPEGLSCodec.h>
#include <gdcmSequenceOfFragments.h>
#include <gdcmTrace.h>
#include <gdcmTransferSyntax.h>

#include "foldline_imaging.h"
#include "silent_errors.h"
#include "status.h"

namespace foldline {
namespace {

struct FrameSize {
    int64_t height;
    int64_t width;
    int64_t samples;
    int64_t bits;
};

int64_t big_endian(const uint8_t* bytes, int count) {
    int64_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | bytes[i];
    return value;
}

// JPEG and JPEG-LS: the first start-of-frame marker (FFC0 … FFCF without FFC4, FFC8 and FFCC, or FFF7).
FrameSize jpeg_size(const uint8_t* bytes, int64_t length) {
    if (length < 4 || bytes[0] != 0xff || bytes[1] != 0xd8) fail(FL_BAD_DATA, "the frame does not begin as JPEG does");
    for (int64_t at = 2; at + 4 <= length;) {
        if (bytes[at] != 0xff) fail(FL_BAD_DATA, "a JPEG marker is missing");
        const int marker = bytes[at + 1];
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const bool is_frame = (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) || marker == 0xf7;
        const int64_t size = big_endian(bytes + at + 2, 2);
        if (size < 2 || at + 2 + size > length) fail(FL_TRUNCATED, "the frame ends within its JPEG header");
        if (is_frame) {
            if (size < 8) fail(FL_BAD_DATA, "the JPEG header is too short");
            return {big_endian(bytes + at + 5, 2), big_endian(bytes + at + 7, 2), bytes[at + 9], bytes[at + 4]};
        }
        at += 2 + size;
    }
    fail(FL_TRUNCATED, "the frame ends before its JPEG header");
}

// JPEG 2000: the SIZ segment follows the start of the codestream, which may lie in a JP2 box.
FrameSize jpeg2000_size(const uint8_t* bytes, int64_t length) {
    static const uint8_t start[] = {0xff, 0x4f, 0xff, 0x51};
    const uint8_t* siz = std::search(bytes, bytes + length, start, start + sizeof start);
    if (bytes + length - siz < 43) fail(FL_BAD_DATA, "the frame has no JPEG 2000 header");
    const int64_t width = big_endian(siz + 8, 4) - big_endian(siz + 16, 4);
    const int64_t height = big_endian(siz + 12, 4) - big_endian(siz + 20, 4);
    return {height, width, big_endian(siz + 40, 2), (siz[42] & 0x7f) + 1};
}

void check_frame(const FrameSize& found, const fl_dicom_frame& frame) {
    if (found.height != frame.height || found.width != frame.width || found.samples != frame.samples || found.bits > frame.bits_allocated)
        fail(FL_BAD_DATA, "the frame itself says " + std::to_string(found.width) + " x " + std::to_string(found.height) + " with " +
                              std::to_string(found.samples) + " samples of " + std::to_string(found.bits) + " bits, the file " +
                              std::to_string(frame.width) + " x " + std::to_string(frame.height) + " with " + std::to_string(frame.samples) + " of " +
                              std::to_string(frame.bits_allocated));
}

// Length without what may follow the end marker to make it even.
int64_t length_to_end(const uint8_t* bytes, int64_t length) {
    while (length > 2 && bytes[length - 1] == 0) --length;
    if (length < 2 || bytes[length - 2] != 0xff || bytes[length - 1] != 0xd9) fail(FL_TRUNCATED, "the frame has no end marker");
    return length;
}

// A JPEG stream has its end marker at its end and nowhere before: decoders stop at the first.
void check_scans(const uint8_t* bytes, int64_t length) {
    for (int64_t at = 2; at + 2 <= length;) {
        // Between segments and within entropy-coded data, markers are FF and a byte that is neither 0, FF nor a restart.
        const int marker = bytes[at + 1];
        if (bytes[at] != 0xff || marker == 0 || marker == 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
            ++at;
            continue;
        }
        if (marker == 0xd9) {
            if (at + 2 != length) fail(FL_TRUNCATED, "the frame's end marker comes before its end");
            return;
        }
        at += 2 + (at + 4 <= length ? std::max<int64_t>(big_endian(bytes + at + 2, 2), 2) : 2);
    }
    fail(FL_TRUNCATED, "the frame ends within a segment");
}

std::unique_ptr<gdcm::ImageCodec> make_codec(int32_t codec) {
    if (codec == FL_DICOM_JPEG2000) return std::make_unique<gdcm::JPEG2000Codec>();
    if (codec == FL_DICOM_JPEG_LS) return std::make_unique<gdcm::JPEGLSCodec>();
    if (codec != FL_DICOM_JPEG) fail(FL_BAD_ARGUMENT, "unknown codec");
    return std::make_unique<gdcm::JPEGCodec>();
}

gdcm::DataElement wrap(const uint8_t* bytes, int64_t length) {
    gdcm::Fragment fragment;
    fragment.SetByteValue(reinterpret_cast<const char*>(bytes), static_cast<uint32_t>(length));
    gdcm::SmartPointer<gdcm::SequenceOfFragments> fragments = new gdcm::SequenceOfFragments;
    fragments->AddFragment(fragment);
    gdcm::DataElement element(gdcm::Tag(0x7fe0, 0x0010));
    element.SetVR(gdcm::VR::OB);
    element.SetValue(*fragments);
    return element;
}

gdcm::PhotometricInterpretation photometric_of(const char* name) {
    using Interpretation = gdcm::PhotometricInterpretation;
    static const std::pair<const char*, Interpretation::PIType> known[] = {
        {"MONOCHROME1", Interpretation::MONOCHROME1}, {"MONOCHROME2", Interpretation::MONOCHROME2},   {"RGB", Interpretation::RGB},
        {"YBR_FULL", Interpretation::YBR_FULL},       {"YBR_FULL_422", Interpretation::YBR_FULL_422}, {"YBR_RCT", Interpretation::YBR_RCT},
        {"YBR_ICT", Interpretation::YBR_ICT},
    };
    for (const auto& [text, value] : known)
        if (std::strcmp(text, name) == 0) return value;
    fail(FL_BAD_ARGUMENT, "unknown photometric interpretation");
}

// Debian builds GDCM with its assertions, and damaged data reach some of them: the library then aborts the process. While a thread
// decodes, its abort ends the decoding instead; what the codec had allocated is lost.
thread_local sigjmp_buf* way_out = nullptr;
struct sigaction earlier_action;

void on_abort(int signal, siginfo_t* info, void* context) {
    if (way_out != nullptr) siglongjmp(*way_out, 1);
    if ((earlier_action.sa_flags & SA_SIGINFO) != 0) {
        earlier_action.sa_sigaction(signal, info, context);
    } else if (earlier_action.sa_handler != SIG_DFL && earlier_action.sa_handler != SIG_IGN) {
        earlier_action.sa_handler(signal);
    }
}

// The runtime puts its own handler in place when it likes, so ours is put there before each decoding, and left.
void catch_aborts() {
    static std::mutex mutex;
    std::lock_guard<std::mutex> lock(mutex);
    struct sigaction present;
    sigaction(SIGABRT, nullptr, &present);
    if ((present.sa_flags & SA_SIGINFO) != 0 && present.sa_sigaction == on_abort) return;
    earlier_action = present;
    struct sigaction ours = {};
    ours.sa_sigaction = on_abort;
    ours.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigemptyset(&ours.sa_mask);
    sigaction(SIGABRT, &ours, nullptr);
}

template <typename Body>
bool without_abort(Body&& body) {
    catch_aborts();
    sigjmp_buf here;
    if (sigsetjmp(here, 1) != 0) {
        way_out = nullptr;
        fail(FL_BAD_DATA, "the codec gave up on damaged data");
    }
    struct Leave {
        ~Leave() { way_out = nullptr; }
    } leave;
    way_out = &here;
    return body();
}

std::vector<char> decode_once(const uint8_t* bytes, int64_t length, const fl_dicom_frame& frame) {
    const auto codec = make_codec(frame.codec);
    const gdcm::PixelFormat format(static_cast<unsigned short>(frame.samples), static_cast<unsigned short>(frame.bits_allocated),
                                   static_cast<unsigned short>(frame.bits_stored), static_cast<unsigned short>(frame.bits_stored - 1),
                                   static_cast<unsigned short>(frame.is_signed));
    const unsigned int dimensions[3] = {static_cast<unsigned int>(frame.width), static_cast<unsigned int>(frame.height), 1};
    codec->SetPlanarConfiguration(0);
    codec->SetNumberOfDimensions(2);
    codec->SetDimensions(dimensions);
    codec->SetPhotometricInterpretation(photometric_of(frame.photometric));
    codec->SetPixelFormat(format);  // last: it makes the codec for the width of samples and hands the rest to it

    const SilentErrors silent;
    gdcm::DataElement decoded(gdcm::Tag(0x7fe0, 0x0010));
    const gdcm::DataElement packed = wrap(bytes, length);
    if (!without_abort([&] { return codec->Decode(packed, decoded); }) || decoded.GetByteValue() == nullptr) fail(FL_BAD_DATA, "the codec found damaged data");
    const int64_t expected = int64_t{frame.height} * frame.width * frame.samples * (frame.bits_allocated / 8);
    const int64_t found = decoded.GetByteValue()->GetLength();
    if (found < expected || found > expected + 1)
        fail(FL_BAD_DATA, "the codec gave " + std::to_string(found) + " bytes where " + std::to_string(expected) + " are needed");
    const char* values = decoded.GetByteValue()->GetPointer();
    return std::vector<char>(values, values + expected);
}

// Where JPEG data are short, the codec only prints a warning and makes the rest of the picture up. It then makes up another rest when
// more bytes stand before the end marker, while a complete picture stays the same. (For lossy data of 12 bits the codec itself takes
// warnings for failures; it then refuses the longer data, and refused short ones before.)
void check_complete(const uint8_t* bytes, int64_t length, const fl_dicom_frame& frame, const std::vector<char>& values) {
    std::vector<uint8_t> longer(bytes, bytes + length - 2);
    longer.insert(longer.end(), 64, 0x5a);
    longer.insert(longer.end(), {0xff, 0xd9});
    std::vector<char> again;
    try {
        again = decode_once(longer.data(), static_cast<int64_t>(longer.size()), frame);
    } catch (const Failure&) {
        return;
    }
    if (again != values) fail(FL_TRUNCATED, "the frame's data end before the picture does");
}

void decode(const uint8_t* bytes, int64_t length, const fl_dicom_frame& frame, void* destination) {
    const FrameSize size = frame.codec == FL_DICOM_JPEG2000 ? jpeg2000_size(bytes, length) : jpeg_size(bytes, length);
    check_frame(size, frame);
    length = length_to_end(bytes, length);
    if (frame.codec == FL_DICOM_JPEG) check_scans(bytes, length);
    const std::vector<char> values = decode_once(bytes, length, frame);
    if (frame.codec == FL_DICOM_JPEG) check_complete(bytes, length, frame, values);
    std::memcpy(destination, values.data(), values.size());
}

}  // namespace
}  // namespace foldline

int32_t fl_dicom_decode(const uint8_t* bytes, int64_t length, const fl_dicom_frame* frame, void* destination) {
    return foldline::guard([&] {
        gdcm::Trace::WarningOff();
        gdcm::Trace::ErrorOff();
        gdcm::Trace::DebugOff();
        if (length > INT32_MAX) foldline::fail(FL_TOO_LARGE, "the frame takes more than 2 GB");
        foldline::decode(bytes, length, *frame, destination);
    });
}
