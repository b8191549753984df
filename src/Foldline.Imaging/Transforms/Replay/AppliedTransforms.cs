using System.Text.Json;

namespace Foldline.Imaging;

/// <summary>Applied transforms as JSON text, so that an augmentation can be written down and repeated elsewhere.</summary>
public static class AppliedTransforms
{
    /// <summary>Writes what <see cref="TransformPipeline.Apply"/> recorded.</summary>
    /// <param name="applied">The steps in order.</param>
    /// <returns>A JSON list; numbers keep their full precision.</returns>
    public static string ToJson(IEnumerable<AppliedTransform> applied) =>
        JsonSerializer.Serialize([.. applied], AppliedTransformJson.Default.AppliedTransformArray);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">A JSON list.</param>
    /// <exception cref="FoldlineException">FL3020: the text is not such a list.</exception>
    public static IReadOnlyList<AppliedTransform> FromJson(string json)
    {
        try
        {
            var applied = JsonSerializer.Deserialize(json, AppliedTransformJson.Default.AppliedTransformArray);
            return applied is null || applied.Contains(null) ? throw new JsonException("A step is 'null'.") : applied;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw FoldlineException.User("FL3020", $"The text does not list applied transforms: {e.Message} Expected is what Foldline wrote when they were applied.", e);
        }
    }
}
