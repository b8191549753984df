using System.Numerics;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GcVits;

/// <summary>
/// A stage: [N, in, H, W] → [N, out, h, w]. A map of one window's size, made of the whole map, gives the queries that all windows of
/// every other block share.
/// </summary>
internal sealed class GcVitStage : Layer
{
    private const double Epsilon = 1e-5;
    private readonly Layer downsample;
    private readonly NamedSequence shared;
    private readonly ModuleArray<GcVitBlock> blocks;
    private readonly Layer norm;

    /// <param name="settings">The network's.</param>
    /// <param name="index">Number of the stage.</param>
    /// <param name="sizes">Height and width of the stage's map and of a window.</param>
    /// <param name="dropRates">Of the blocks.</param>
    public GcVitStage(GcVitSettings settings, int index, (Size2 Map, Size2 Window) sizes, IEnumerable<double> dropRates)
    {
        var (map, window) = sizes;
        var channels = settings.Width << index;
        downsample = Register<Layer>("downsample", index == 0 ? new Identity() : new Downsample(channels / 2, channels));
        var halvings = BitOperations.Log2((uint)(Math.Min(map.Height, map.Width) / Math.Min(window.Height, window.Width)));
        shared = new NamedSequence([.. Enumerable.Range(1, Math.Max(halvings, 1)).SelectMany(i => Level(i, i <= halvings))]);
        Register("global_block", new NamedSequence(("blocks", shared)));
        var size = (channels, settings.Heads << index);
        blocks = Register("blocks", new ModuleArray<GcVitBlock>(dropRates.Select((rate, i) => new GcVitBlock(settings, size, window, (i % 2 == 1, rate)))));
        norm = Register<Layer>("norm", index == settings.Depths.Length - 1 ? new LayerNorm(channels, Epsilon) : new Identity());

        IEnumerable<(string Name, Layer Layer)> Level(int number, bool halves)
        {
            yield return ($"conv{number}", new MbConv(channels));
            if (halves)
                yield return ($"pool{number}", new MaxPool2d(3, 2, 1));
        }
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var reduced = downsample.Forward(input);
        var queries = shared.Forward(reduced).Flatten(2).Transpose(1, 2);
        var map = reduced.Permute([0, 2, 3, 1]);
        foreach (var block in blocks)
        {
            var next = block.Forward(map, queries);
            map.Dispose();
            map = next;
        }

        return scope.Keep(norm.Forward(map).Permute([0, 3, 1, 2]));
    }
}
