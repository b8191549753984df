using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Rotary embedding whose angles follow from the places alone and are the same in all blocks and heads.</summary>
internal sealed class FixedRotaryEmbedding : RotaryEmbedding
{
    private readonly bool halves;
    private readonly Tensor sin;
    private readonly Tensor cos;

    private FixedRotaryEmbedding(double[][] angles, int prefix, bool halves)
    {
        this.halves = halves;
        var pairs = angles[0].Length;
        var sines = new float[(prefix + angles.Length) * 2 * pairs];
        var cosines = new float[sines.Length];
        cosines.AsSpan(0, prefix * 2 * pairs).Fill(1);
        for (var place = 0; place < angles.Length; place++)
        {
            var row = (prefix + place) * 2 * pairs;
            for (var pair = 0; pair < pairs; pair++)
            {
                var (first, second) = halves ? (row + pair, row + pairs + pair) : (row + (2 * pair), row + (2 * pair) + 1);
                var (sine, cosine) = Math.SinCos(angles[place][pair]);
                sines[first] = (float)-sine;
                sines[second] = (float)sine;
                cosines[first] = cosines[second] = (float)cosine;
            }
        }

        sin = Buffer("sin", Tensor.FromArray(sines, prefix + angles.Length, 2 * pairs), persistent: false);
        cos = Buffer("cos", Tensor.FromArray(cosines, prefix + angles.Length, 2 * pairs), persistent: false);
    }

    /// <summary>Angles from rows and columns by falling frequencies, as in EVA-02 and RoPE-ViT (Fang et al. 2023, Heo et al. 2024).</summary>
    /// <param name="size">Channels of a head.</param>
    /// <param name="options">Grid, frequencies.</param>
    public static FixedRotaryEmbedding Axial(int size, RotaryOptions options)
    {
        var bands = options.Bands(size);
        double[] Angles(double first, double second) => [.. bands.Select(band => first * band), .. bands.Select(band => second * band)];
        return new FixedRotaryEmbedding(options.Places(Angles), options.Prefix, halves: false);
    }

    /// <summary>Angles from the middles of the patches between -1 and 1, as in DINOv3 (Siméoni et al. 2025).</summary>
    /// <inheritdoc cref="Axial"/>
    public static FixedRotaryEmbedding Centred(int size, RotaryOptions options)
    {
        var bands = options.Bands(size);
        var middles = options with { Offset = 0.5, Reference = 1 };
        double[] Angles(double first, double second) =>
            [.. bands.Select(band => Turn(first) * band), .. bands.Select(band => Turn(second) * band)];
        return new FixedRotaryEmbedding(middles.Places(Angles), options.Prefix, halves: true);

        static double Turn(double share) => 2 * Math.PI * ((2 * share) - 1);
    }

    public override Tensor Rotate(Tensor heads, int block) => Rotate(heads, sin, cos, halves);
}
