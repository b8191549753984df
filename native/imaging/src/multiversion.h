// Function multi-versioning: the loader picks the widest instruction set of the processor at run time.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define FL_MULTIVERSION __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#else
#define FL_MULTIVERSION
#endif

// For small functions within such loops: a call would keep the loop from becoming vector code.
#if defined(__GNUC__)
#define FL_INLINE inline __attribute__((always_inline))
#else
#define FL_INLINE inline
#endif
