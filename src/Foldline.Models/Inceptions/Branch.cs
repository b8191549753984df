using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Layers one after the other, then perhaps several side by side on the result; a layer without a name has no weights.</summary>
internal sealed record Branch
{
    /// <summary>In order.</summary>
    public IReadOnlyList<(string? Name, Layer Layer)> Chain { get; private init; } = [];

    /// <summary>Each gets the end of the chain.</summary>
    public IReadOnlyList<(string Name, Layer Layer)> Fork { get; private init; } = [];

    /// <summary>A branch that starts with a layer.</summary>
    public static Branch Of(string? name, Layer layer) => new() { Chain = [(name, layer)] };

    /// <summary>Appends a layer to the chain.</summary>
    public Branch Then(string name, Layer layer) => this with { Chain = [.. Chain, (name, layer)] };

    /// <summary>Ends the branch with layers side by side.</summary>
    public Branch Into(params (string Name, Layer Layer)[] layers) => this with { Fork = layers };
}
