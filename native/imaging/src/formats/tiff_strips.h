// Strips of the plain kinds of TIFF by libtiff, straight into the caller's memory.
#pragma once

#include "decoder.h"

namespace foldline {

// 8-bit grey or RGB, samples beside each other, whole strips, not compressed by a photographic codec and not turned.
std::unique_ptr<fl_decoder> open_tiff_strips(const Bytes& bytes, const Header& header);

}  // namespace foldline
