// Optimizer steps on the CPU in one pass over memory. The foreach operators read and write every tensor several times;
// a step over many millions of parameters is bound by exactly that.
#include <cmath>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "error.h"
#include "foldline_torch.h"
#include "handles.h"

using foldline::borrow;
using foldline::guarded;

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define FL_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FL_CLONES
#endif

namespace {

constexpr int64_t kGrain = 32768;

template <typename T>
inline __attribute__((always_inline)) void adam_span(T* p, const T* g, T* m, T* v, T* largest, int64_t count, const fl_adam_step& s) {
  const T sign = s.sign, l2 = s.l2, shrink = s.shrink, beta1 = s.beta1, beta2 = s.beta2;
  const T rest1 = 1 - s.beta1, rest2 = 1 - s.beta2, root = s.second_root, eps = s.eps, step = s.step_size;
  for (int64_t i = 0; i < count; ++i) {
    const T weight = p[i];
    const T gradient = sign * g[i] + l2 * weight;
    const T mean = beta1 * m[i] + rest1 * gradient;
    T square = beta2 * v[i] + rest2 * (gradient * gradient);
    m[i] = mean;
    v[i] = square;
    if (largest != nullptr) largest[i] = square = largest[i] > square ? largest[i] : square;
    p[i] = shrink * weight - step * (mean / (std::sqrt(square) / root + eps));
  }
}

FL_CLONES void adam_float(float* p, const float* g, float* m, float* v, int64_t n, const fl_adam_step& s) { adam_span<float>(p, g, m, v, nullptr, n, s); }
FL_CLONES void adam_double(double* p, const double* g, double* m, double* v, int64_t n, const fl_adam_step& s) { adam_span<double>(p, g, m, v, nullptr, n, s); }
FL_CLONES void amsgrad_float(float* p, const float* g, float* m, float* v, float* l, int64_t n, const fl_adam_step& s) { adam_span<float>(p, g, m, v, l, n, s); }
FL_CLONES void amsgrad_double(double* p, const double* g, double* m, double* v, double* l, int64_t n, const fl_adam_step& s) { adam_span<double>(p, g, m, v, l, n, s); }

template <typename T>
inline __attribute__((always_inline)) void sgd_span(T* p, const T* g, T* buffer, int64_t count, const fl_sgd_step& s) {
  const T sign = s.sign, l2 = s.l2, rate = s.learning_rate, momentum = s.momentum, keep = s.keep, ahead = s.ahead, current = s.current;
  for (int64_t i = 0; i < count; ++i) {
    const T gradient = sign * g[i] + l2 * p[i];
    const T velocity = momentum * buffer[i] + keep * gradient;
    buffer[i] = velocity;
    p[i] -= rate * (current * gradient + ahead * velocity);
  }
}

template <typename T>
inline __attribute__((always_inline)) void plain_span(T* p, const T* g, int64_t count, const fl_sgd_step& s) {
  const T sign = s.sign, l2 = s.l2, rate = s.learning_rate;
  for (int64_t i = 0; i < count; ++i) p[i] -= rate * (sign * g[i] + l2 * p[i]);
}

FL_CLONES void sgd_float(float* p, const float* g, float* b, int64_t n, const fl_sgd_step& s) { sgd_span<float>(p, g, b, n, s); }
FL_CLONES void sgd_double(double* p, const double* g, double* b, int64_t n, const fl_sgd_step& s) { sgd_span<double>(p, g, b, n, s); }
FL_CLONES void plain_float(float* p, const float* g, int64_t n, const fl_sgd_step& s) { plain_span<float>(p, g, n, s); }
FL_CLONES void plain_double(double* p, const double* g, int64_t n, const fl_sgd_step& s) { plain_span<double>(p, g, n, s); }

// The elements lie in the same order in memory, whatever the strides of dimensions of length 1 say.
bool same_order(const at::Tensor& a, const at::Tensor& b) {
  if (!a.sizes().equals(b.sizes())) return false;
  for (int64_t d = 0; d < a.dim(); ++d)
    if (a.size(d) != 1 && a.stride(d) != b.stride(d)) return false;
  return true;
}

bool usable(const at::Tensor& parameter) {
  const bool known = parameter.scalar_type() == at::kFloat || parameter.scalar_type() == at::kDouble;
  return known && parameter.device().is_cpu() && parameter.layout() == at::kStrided && parameter.is_non_overlapping_and_dense();
}

bool all_usable(const fl_tensor* parameters, const fl_tensor* gradients, std::initializer_list<const fl_tensor*> states, int32_t count) {
  for (int32_t i = 0; i < count; ++i) {
    const auto parameter = borrow(parameters[i]);
    const auto gradient = borrow(gradients[i]);
    if (!usable(parameter) || gradient.layout() != at::kStrided || gradient.scalar_type() != parameter.scalar_type() || !gradient.device().is_cpu()) return false;
    for (const auto* list : states) {
      if (list == nullptr) continue;
      const auto state = borrow(list[i]);
      if (state.scalar_type() != parameter.scalar_type() || !same_order(parameter, state)) return false;
    }
  }
  return true;
}

at::Tensor in_order_of(const at::Tensor& parameter, const at::Tensor& gradient) {
  return same_order(parameter, gradient) ? gradient : at::empty_like(parameter).copy_(gradient);
}

template <typename T>
T* at_offset(const fl_tensor* list, int32_t i, int64_t offset) {
  return borrow(list[i]).data_ptr<T>() + offset;
}

// Calls work(first, last) for spans of the parameter's elements, and tells autograd that it was written to.
template <typename Work>
void for_spans(const at::Tensor& parameter, const Work& work) {
  at::parallel_for(0, parameter.numel(), kGrain, work);
  if (!parameter.is_inference()) parameter.unsafeGetTensorImpl()->bump_version();
}

}  // namespace

int fl_adam(const fl_tensor* parameters, const fl_tensor* gradients, const fl_tensor* means, const fl_tensor* squares, const fl_tensor* largest,
            int32_t count, const fl_adam_step* step, int32_t* done) {
  return guarded([&] {
    *done = all_usable(parameters, gradients, {means, squares, largest}, count) ? 1 : 0;
    for (int32_t i = 0; i < count && *done; ++i) {
      const auto parameter = borrow(parameters[i]);
      const auto gradient = in_order_of(parameter, borrow(gradients[i]));
      for_spans(parameter, [&](int64_t a, int64_t b) {
        if (parameter.scalar_type() == at::kFloat) {
          auto *p = parameter.data_ptr<float>() + a, *g = gradient.data_ptr<float>() + a;
          auto *m = at_offset<float>(means, i, a), *v = at_offset<float>(squares, i, a);
          largest ? amsgrad_float(p, g, m, v, at_offset<float>(largest, i, a), b - a, *step) : adam_float(p, g, m, v, b - a, *step);
        } else {
          auto *p = parameter.data_ptr<double>() + a, *g = gradient.data_ptr<double>() + a;
          auto *m = at_offset<double>(means, i, a), *v = at_offset<double>(squares, i, a);
          largest ? amsgrad_double(p, g, m, v, at_offset<double>(largest, i, a), b - a, *step) : adam_double(p, g, m, v, b - a, *step);
        }
      });
    }
  });
}

int fl_sgd(const fl_tensor* parameters, const fl_tensor* gradients, const fl_tensor* buffers, int32_t count, const fl_sgd_step* step, int32_t* done) {
  return guarded([&] {
    *done = all_usable(parameters, gradients, {buffers}, count) ? 1 : 0;
    for (int32_t i = 0; i < count && *done; ++i) {
      const auto parameter = borrow(parameters[i]);
      const auto gradient = in_order_of(parameter, borrow(gradients[i]));
      for_spans(parameter, [&](int64_t a, int64_t b) {
        if (parameter.scalar_type() == at::kFloat) {
          auto *p = parameter.data_ptr<float>() + a, *g = gradient.data_ptr<float>() + a;
          buffers ? sgd_float(p, g, at_offset<float>(buffers, i, a), b - a, *step) : plain_float(p, g, b - a, *step);
        } else {
          auto *p = parameter.data_ptr<double>() + a, *g = gradient.data_ptr<double>() + a;
          buffers ? sgd_double(p, g, at_offset<double>(buffers, i, a), b - a, *step) : plain_double(p, g, b - a, *step);
        }
      });
    }
  });
}
