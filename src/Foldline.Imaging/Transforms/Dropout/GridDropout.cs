namespace Foldline.Imaging;

/// <summary>
/// Fills a rectangle in every cell of a grid. Recipe: <c>grid_dropout: {ratio: 0.5, p: 0.5}</c>, with <c>holes_x</c> and <c>holes_y</c> (cells
/// along a side) or <c>unit: [low, high]</c> (random cell size), <c>shift_x</c>, <c>shift_y</c> or <c>random_offset: true</c>, <c>fill</c>,
/// <c>mask_fill</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class GridDropout : HoleTransform
{
    /// <inheritdoc/>
    public override string Name => "grid_dropout";

    /// <summary>Side of a hole as a share of its cell's, above 0 and up to 1; at least a pixel is filled and one left.</summary>
    public double Ratio { get; init; } = 0.5;

    /// <summary>Cell sizes in pixels to draw from, at least 2; the reference draws up to one more than the highest.</summary>
    public CountRange? Unit { get; init; }

    /// <summary>Cells along the width; null: cells of a tenth of the width.</summary>
    public int? HolesX { get; init; }

    /// <summary>Cells along the height; null: square cells.</summary>
    public int? HolesY { get; init; }

    /// <summary>First hole's column, limited to its cell.</summary>
    public int ShiftX { get; init; }

    /// <summary>First hole's row, limited to its cell.</summary>
    public int ShiftY { get; init; }

    /// <summary>Whether the shifts are drawn instead.</summary>
    public bool RandomOffset { get; init; }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var (unitWidth, unitHeight) = DrawCell(ref random, size);
        var width = Math.Min(Math.Max((int)(unitWidth * Ratio), 1), unitWidth - 1);
        var height = Math.Min(Math.Max((int)(unitHeight * Ratio), 1), unitHeight - 1);
        var shiftX = RandomOffset ? random.NextInt32(unitWidth - width + 1) : Math.Clamp(ShiftX, 0, unitWidth - width);
        var shiftY = RandomOffset ? random.NextInt32(unitHeight - height + 1) : Math.Clamp(ShiftY, 0, unitHeight - height);
        var holes = new List<PixelBox>();
        for (var i = 0; i <= size.Width / unitWidth; i++)
        {
            for (var j = 0; j <= size.Height / unitHeight; j++)
            {
                var left = Math.Min(shiftX + (unitWidth * i), size.Width);
                var top = Math.Min(shiftY + (unitHeight * j), size.Height);
                holes.Add(new PixelBox(left, top, Math.Min(left + width, size.Width), Math.Min(top + height, size.Height)));
            }
        }

        return new HoleParameters([.. holes]);
    }

    private (int Width, int Height) DrawCell(ref CounterRandom random, ImageSize size)
    {
        if (Unit is { } unit)
        {
            var side = new CountRange(unit.Low, unit.High + 1).Draw(ref random);
            return (side, side);
        }

        var width = Math.Max(2, HolesX is { } across ? size.Width / across : size.Width / 10);
        var height = HolesY is { } down ? Math.Max(2, size.Height / down) : Math.Max(2, Math.Min(width, size.Height));
        return (width, height);
    }
}
