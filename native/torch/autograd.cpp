// Gradients: flags, backward, the grad and inference modes, autocast.
#include <mutex>
#include <vector>

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include "error.h"
#include "foldline_torch.h"
#include "handles.h"
#include "version.h"

using foldline::borrow;
using foldline::guarded;
using foldline::hand_out;

namespace {

std::vector<at::Tensor> borrow_all(const fl_tensor* tensors, int32_t count) {
  std::vector<at::Tensor> result;
  if (tensors == nullptr) return result;
  result.reserve(count);
  for (int32_t i = 0; i < count; ++i) result.push_back(borrow(tensors[i]));
  return result;
}

at::Tensor take(fl_tensor handle) {
  if (handle == nullptr) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(foldline::impl(handle)));
}

// A part of a network that keeps its input alone; backward computes the rest again.
class Recompute final : public torch::autograd::Node {
 public:
  Recompute(const at::Tensor& input, fl_recompute run, fl_release release, void* context)
      : input_(input, /*is_output=*/false), run_(run), release_(release), context_(context) {}

  ~Recompute() override { drop(); }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    std::lock_guard<std::mutex> lock(mutex_);
    torch::autograd::variable_list result(num_outputs());
    if (!gradients[0].defined()) return result;
    TORCH_CHECK(context_ != nullptr, "backward ran through a recomputed part a second time; keep the graph with retain_graph");
    std::vector<fl_tensor> handles(num_outputs(), nullptr);
    const int32_t status = run_(context_, hand_out(input_.unpack()), hand_out(gradients[0]), handles.data());
    for (size_t i = 0; i < handles.size(); ++i) result[i] = take(handles[i]);
    TORCH_CHECK(status == 0, "computing a part of the network again failed");
    return result;
  }

  void release_variables() override {
    std::lock_guard<std::mutex> lock(mutex_);
    input_.reset_data();
    drop();
  }

  std::string name() const override { return "Recompute"; }

 private:
  void drop() {
    if (context_ != nullptr) release_(context_);
    context_ = nullptr;
  }

  torch::autograd::SavedVariable input_;
  fl_recompute run_;
  fl_release release_;
  void* context_;
};

}  // namespace

int fl_tensor_requires_grad(fl_tensor tensor) { return borrow(tensor).requires_grad() ? 1 : 0; }

int fl_tensor_set_requires_grad(fl_tensor tensor, int32_t value) {
  return guarded([&] { borrow(tensor).set_requires_grad(value != 0); });
}

int fl_tensor_is_leaf(fl_tensor tensor) { return borrow(tensor).is_leaf() ? 1 : 0; }

int fl_tensor_grad(fl_tensor tensor, fl_tensor* result) {
  return guarded([&] { *result = hand_out(at::Tensor(borrow(tensor).grad())); });
}

int fl_tensor_set_grad(fl_tensor tensor, fl_tensor grad) {
  return guarded([&] { borrow(tensor).mutable_grad() = borrow(grad); });
}

int fl_tensors_grads(const fl_tensor* tensors, int32_t count, fl_tensor* grads) {
  return guarded([&] {
    for (int32_t i = 0; i < count; ++i) grads[i] = hand_out(at::Tensor(borrow(tensors[i]).grad()));
  });
}

int fl_tensors_clear_grads(const fl_tensor* tensors, int32_t count) {
  return guarded([&] {
    for (int32_t i = 0; i < count; ++i) borrow(tensors[i]).mutable_grad() = at::Tensor();
  });
}

int fl_backward(const fl_tensor* tensors, const fl_tensor* gradients, int32_t count, int32_t retain_graph, int32_t create_graph) {
  return guarded([&] {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(gradients, count), retain_graph != 0, create_graph != 0);
  });
}

int fl_grad(const fl_tensor* outputs, const fl_tensor* gradients, int32_t output_count, const fl_tensor* inputs, int32_t input_count,
            int32_t retain_graph, int32_t create_graph, fl_tensor* results) {
  return guarded([&] {
    auto grads = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(gradients, output_count),
                                       retain_graph != 0, create_graph != 0, /*allow_unused=*/true);
    for (int32_t i = 0; i < input_count; ++i) results[i] = hand_out(std::move(grads[i]));
  });
}

int fl_recomputed(fl_tensor output, const fl_tensor* inputs, int32_t count, fl_recompute run, fl_release release, void* context, fl_tensor* result) {
  return guarded([&] {
    auto variables = borrow_all(inputs, count);
    auto node = std::shared_ptr<Recompute>(new Recompute(variables[0], run, release, context), torch::autograd::deleteNode);
    node->set_next_edges(torch::autograd::collect_next_edges(variables));
    // Detached, since history cannot be given to what is a view of something else.
    auto tied = borrow(output).detach();
    torch::autograd::set_history(tied, node);
    *result = hand_out(std::move(tied));
  });
}

int32_t fl_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }
void fl_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

int fl_inference_mode_enter(void** guard) {
  return guarded([&] { *guard = new c10::InferenceMode(true); });
}

void fl_inference_mode_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

int fl_autocast_get(int32_t device_type, int32_t* enabled, int32_t* dtype) {
  return guarded([&] {
    auto device = static_cast<at::DeviceType>(device_type);
    *enabled = foldline::version::autocast_enabled(device) ? 1 : 0;
    *dtype = static_cast<int32_t>(foldline::version::autocast_dtype(device));
  });
}

int fl_autocast_set(int32_t device_type, int32_t enabled, int32_t dtype) {
  return guarded([&] {
    foldline::version::set_autocast(static_cast<at::DeviceType>(device_type), enabled != 0, static_cast<at::ScalarType>(dtype));
  });
}

int fl_autocast_clear_cache() {
  return guarded([] { at::autocast::clear_cache(); });
}
