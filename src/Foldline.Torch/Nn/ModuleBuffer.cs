namespace Foldline.Torch.Nn;

/// <summary>A buffer and whether it belongs to the state dict.</summary>
internal readonly record struct ModuleBuffer(Tensor Tensor, bool Persistent);
