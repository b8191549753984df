using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MvitV2s;

/// <summary>Distances along one side between the places of queries and those of keys, whose maps may have different sizes (Li et al. 2022).</summary>
internal static class AxisDistances
{
    /// <summary>Number of different distances on the finer of both maps.</summary>
    public static long Count(long queries, long keys) => (2 * Math.Max(queries, keys)) - 1;

    /// <summary>For each pair, query by query, the number of its distance: int64 [queries · keys].</summary>
    /// <param name="queries">Places of queries along the side.</param>
    /// <param name="keys">Places of keys.</param>
    public static Tensor Index(long queries, long keys)
    {
        var queryStep = Math.Max((float)keys / queries, 1);
        var keyStep = Math.Max((float)queries / keys, 1);
        var index = new long[queries * keys];
        for (var query = 0; query < queries; query++)
        {
            for (var key = 0; key < keys; key++)
                index[(query * keys) + key] = (long)((query * queryStep) - (key * keyStep) + ((keys - 1) * keyStep));
        }

        return Tensor.FromArray(index);
    }

    /// <summary>Fits a table to another number of distances, by linear interpolation.</summary>
    /// <param name="table">[distances, C].</param>
    /// <param name="count">The number wanted.</param>
    /// <returns>[count, C].</returns>
    public static Tensor Resize(Tensor table, long count)
    {
        using var scope = new TensorScope();
        var line = table.To(DType.Float32).T().Unsqueeze(0).Unsqueeze(2);
        return scope.Keep(line.UpsampleBilinear2d([1, count], alignCorners: false).View([table.Size(1), count]).T());
    }
}
