using System.Collections.Immutable;
using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>Several losses of the same output and target, each times its weight, added up. Disposes its parts.</summary>
public sealed class WeightedSum : Loss
{
    private readonly ImmutableArray<(Loss Loss, double Weight)> parts;

    /// <summary>A sum of losses.</summary>
    /// <param name="parts">At least one loss with its weight.</param>
    public WeightedSum(params IEnumerable<(Loss Loss, double Weight)> parts)
    {
        this.parts = [.. parts];
        if (this.parts.IsEmpty)
            throw new ArgumentException("A sum needs at least one loss.", nameof(parts));
    }

    /// <inheritdoc/>
    public override string Name => "sum";

    /// <inheritdoc/>
    public override Tensor Compute(Tensor output, Tensor target)
    {
        using var scope = new TensorScope();
        return scope.Keep(parts.Select(part => part.Loss.Compute(output, target) * part.Weight).Aggregate((sum, next) => sum + next));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var (loss, _) in parts)
                loss.Dispose();
        }

        base.Dispose(disposing);
    }
}
