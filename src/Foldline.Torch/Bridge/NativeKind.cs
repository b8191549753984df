namespace Foldline.Torch.Bridge;

/// <summary>What a <see cref="NativeValue"/> holds; numbers as <c>fl_kind</c> of <c>foldline_torch.h</c>.</summary>
internal enum NativeKind
{
    Default = 0,
    None = 1,
    Tensor = 2,
    Tensors = 3,
    OptionalTensors = 4,
    Int = 5,
    Ints = 6,
    Float = 7,
    Floats = 8,
    Bool = 9,
    Bools = 10,
    Device = 11,
    Generator = 12,
    String = 13,
}
