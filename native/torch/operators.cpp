// The generic door: any operator of the dispatcher, called boxed.
#include <cstdlib>
#include <memory>
#include <sstream>
#include <vector>

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>

#include "error.h"
#include "foldline_torch.h"
#include "handles.h"

using foldline::borrow;
using foldline::guarded;
using foldline::hand_out;

namespace {

// An IValue of the argument's own type: an int given for a float argument, and None for an optional list, arrive as
// the schema wants them.
c10::IValue to_ivalue(const fl_value& value, const c10::Argument& argument) {
  switch (value.kind) {
    case FL_NONE:
      return c10::IValue();
    case FL_TENSOR:
      return value.pointer == nullptr ? c10::IValue() : c10::IValue(borrow(value.pointer));
    case FL_TENSORS: {
      auto handles = static_cast<fl_tensor*>(value.pointer);
      c10::List<at::Tensor> list;
      list.reserve(value.length);
      for (int32_t i = 0; i < value.length; ++i) list.push_back(borrow(handles[i]));
      return list;
    }
    case FL_OPTIONAL_TENSORS: {
      auto handles = static_cast<fl_tensor*>(value.pointer);
      c10::List<c10::optional<at::Tensor>> list;
      list.reserve(value.length);
      for (int32_t i = 0; i < value.length; ++i)
        list.push_back(handles[i] == nullptr ? c10::optional<at::Tensor>() : c10::optional<at::Tensor>(borrow(handles[i])));
      return list;
    }
    case FL_INT:
      return argument.type()->kind() == c10::TypeKind::FloatType ? c10::IValue(static_cast<double>(value.integer)) : c10::IValue(value.integer);
    case FL_INTS:
      return c10::IValue(c10::IntArrayRef(static_cast<const int64_t*>(value.pointer), value.length));
    case FL_FLOAT:
      return value.number;
    case FL_FLOATS:
      return c10::IValue(c10::ArrayRef<double>(static_cast<const double*>(value.pointer), value.length));
    case FL_BOOL:
      return value.integer != 0;
    case FL_BOOLS: {
      auto flags = static_cast<const uint8_t*>(value.pointer);
      c10::List<bool> list;
      list.reserve(value.length);
      for (int32_t i = 0; i < value.length; ++i) list.push_back(flags[i] != 0);
      return list;
    }
    case FL_DEVICE:
      return c10::Device(static_cast<c10::DeviceType>(value.integer), static_cast<c10::DeviceIndex>(value.length));
    case FL_GENERATOR:
      return foldline::borrow_generator(value.pointer);
    case FL_STRING:
      return std::string(static_cast<const char*>(value.pointer), value.length);
    default:
      TORCH_CHECK(false, "unknown kind ", value.kind, " for argument '", argument.name(), "'");
  }
}

fl_value from_tensor_list(const c10::List<at::Tensor>& list) {
  fl_value value{FL_TENSORS, static_cast<int32_t>(list.size()), {}};
  auto handles = static_cast<fl_tensor*>(std::malloc(sizeof(fl_tensor) * std::max<size_t>(1, list.size())));
  TORCH_CHECK(handles != nullptr, "out of memory");
  for (size_t i = 0; i < list.size(); ++i) handles[i] = hand_out(list.get(i));
  value.pointer = handles;
  return value;
}

fl_value from_ivalue(c10::IValue&& output) {
  fl_value value{FL_NONE, 0, {}};
  if (output.isTensor()) {
    value.kind = FL_TENSOR;
    value.pointer = hand_out(std::move(output).toTensor());
  } else if (output.isTensorList()) {
    value = from_tensor_list(output.toTensorList());
  } else if (output.isBool()) {
    value.kind = FL_BOOL;
    value.integer = output.toBool();
  } else if (output.isInt()) {
    value.kind = FL_INT;
    value.integer = output.toInt();
  } else if (output.isDouble()) {
    value.kind = FL_FLOAT;
    value.number = output.toDouble();
  } else {
    TORCH_CHECK(output.isNone(), "outputs of type ", output.tagKind(), " are not supported");
  }
  return value;
}

// One stack per thread, kept between calls so that a call allocates nothing of its own. A nested call (from the release
// callback of a tensor) finds it empty and makes another.
thread_local torch::jit::Stack spare_stack;

class BorrowedStack {
 public:
  BorrowedStack() : stack_(std::move(spare_stack)) { stack_.clear(); }
  ~BorrowedStack() {
    stack_.clear();
    spare_stack = std::move(stack_);
  }
  torch::jit::Stack& operator*() { return stack_; }
  torch::jit::Stack* get() { return &stack_; }

 private:
  torch::jit::Stack stack_;
};

}  // namespace

int fl_operator_find(const char* name, const char* overload, fl_operator* result) {
  return guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(handle.has_value(), "libtorch ", fl_torch_version(), " has no operator '", name, *overload ? "." : "", overload, "'");
    *result = new c10::OperatorHandle(*handle);
  });
}

int fl_operator_schema(fl_operator op, char** text) {
  return guarded([&] {
    std::ostringstream stream;
    stream << static_cast<c10::OperatorHandle*>(op)->schema();
    *text = foldline::copy_text(stream.str());
  });
}

int fl_operator_call(fl_operator op, const fl_value* inputs, int32_t input_count, fl_value* outputs, int32_t output_count) {
  return guarded([&] {
    const auto& handle = *static_cast<c10::OperatorHandle*>(op);
    const auto& arguments = handle.schema().arguments();
    BorrowedStack stack;
    for (size_t i = 0; i < arguments.size(); ++i) {
      if (i < static_cast<size_t>(input_count) && inputs[i].kind != FL_DEFAULT) {
        (*stack).push_back(to_ivalue(inputs[i], arguments[i]));
        continue;
      }
      TORCH_CHECK(arguments[i].default_value().has_value(), "argument '", arguments[i].name(), "' of ", handle.schema().name(), " is missing");
      (*stack).push_back(*arguments[i].default_value());
    }
    handle.callBoxed(stack.get());
    TORCH_CHECK(static_cast<size_t>(output_count) <= (*stack).size(), handle.schema().name(), " gives fewer outputs than asked for");
    for (int32_t i = 0; i < output_count; ++i) outputs[i] = from_ivalue(std::move((*stack)[i]));
  });
}
