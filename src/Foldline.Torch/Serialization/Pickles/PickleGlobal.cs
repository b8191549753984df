namespace Foldline.Torch.Serialization.Pickles;

/// <summary>A class or function that the pickle names and the table of constructors allows.</summary>
internal sealed record PickleGlobal(string Name, Func<UnpickleCall, object?>? Construct, DType? Storage = null);
