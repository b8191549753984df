#include "silent_errors.h"

#include <iostream>
#include <streambuf>

namespace {

thread_local int silent_depth = 0;

class Filter final : public std::streambuf {
public:
    explicit Filter(std::streambuf* next) : next_(next) {}

protected:
    int overflow(int c) override {
        if (silent_depth > 0 || c == traits_type::eof()) return traits_type::not_eof(c);
        return next_->sputc(static_cast<char>(c));
    }

    std::streamsize xsputn(const char* text, std::streamsize count) override { return silent_depth > 0 ? count : next_->sputn(text, count); }

    int sync() override { return next_->pubsync(); }

private:
    std::streambuf* next_;
};

}  // namespace

namespace foldline {

void filter_standard_errors() {
    // Lives as long as std::cerr, which other libraries use until the very end of the process.
    std::cerr.rdbuf(new Filter(std::cerr.rdbuf()));
}

SilentErrors::SilentErrors() { silent_depth++; }
SilentErrors::~SilentErrors() { silent_depth--; }

}  // namespace foldline
