using FsCheck;
using FsCheck.Fluent;
using Foldline.Torch;

namespace Foldline.Tests.Torch;

public sealed class TensorIndexTests : TensorTest
{
    [Fact]
    public void Ranges_AgreeWithArrays()
    {
        var range = from length in Gen.Choose(1, 12)
                    from start in Gen.Choose(0, length)
                    from end in Gen.Choose(start, length)
                    from startFromEnd in Gen.Elements(true, false)
                    from endFromEnd in Gen.Elements(true, false)
                    select (Length: length, Range: new Range(
                        startFromEnd ? new Index(length - start, true) : start,
                        endFromEnd ? new Index(length - end, true) : end));

        Prop.ForAll(range.ToArbitrary(), sample =>
        {
            using var scope = new TensorScope();
            var values = Enumerable.Range(0, sample.Length).ToArray();
            return Tensor.FromArray(values)[sample.Range].ToArray<int>().SequenceEqual(values[sample.Range]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Positions_AgreeWithRectangularArrays()
    {
        var place = from rows in Gen.Choose(1, 6)
                    from columns in Gen.Choose(1, 6)
                    from row in Gen.Choose(-rows, rows - 1)
                    from column in Gen.Choose(0, columns - 1)
                    select (rows, columns, row, column);

        Prop.ForAll(place.ToArbitrary(), p =>
        {
            using var scope = new TensorScope();
            var tensor = Tensor.FromArray(Enumerable.Range(0, p.rows * p.columns).ToArray(), p.rows, p.columns);
            var row = p.row < 0 ? p.row + p.rows : p.row;
            return tensor[p.row, p.column].Item<int>() == (row * p.columns) + p.column
                && tensor[p.row].ToArray<int>().SequenceEqual(Enumerable.Range(row * p.columns, p.columns))
                && tensor[.., p.column].Count == p.rows;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void MixedIndices_GiveTheExpectedShape()
    {
        var x = Aten.Zeros([4, 5, 6]);

        Assert.Equal([3L, 1, 6], x[0, 1..^1, TensorIndex.NewDimension].Shape.ToArray());
        Assert.Equal([4L, 6], x[.., ^1].Shape.ToArray());
        Assert.Equal([4L, 5, 6], x[..].Shape.ToArray());
    }

    [Fact]
    public void View_SharesMemory()
    {
        var x = Aten.Zeros([2, 2]);
        x[1].FillInPlace(5);

        Assert.Equal([0f, 0, 5, 5], x.ToArray<float>());
    }

    [Fact]
    public void OutOfRange_IsAnError()
    {
        var x = Aten.Zeros([2, 3]);

        Assert.Throws<FoldlineException>(() => x[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => x[0..3]);
        Assert.Throws<ArgumentException>(() => x[0, 0, 0]);
    }

    [Fact]
    public void Indexing_LeavesOneTensor()
    {
        var x = Aten.Zeros([2, 3]);
        var before = Tensor.Live;
        _ = x[0, 1..2, TensorIndex.NewDimension];

        Assert.Equal(before + 1, Tensor.Live);
    }
}
