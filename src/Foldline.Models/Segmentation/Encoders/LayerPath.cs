using System.Globalization;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Finds layers by their names in the state dict.</summary>
internal static class LayerPath
{
    /// <summary>The layers that a stage of an <see cref="EncoderLayout"/> names.</summary>
    public static Layer[] Stage(Module root, string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(path => Range(root, path))];

    private static IEnumerable<Layer> Range(Module root, string path)
    {
        var dash = path.LastIndexOf('-');
        if (dash < 0)
            return [(Layer)Find(root, path)];
        var point = path.LastIndexOf('.');
        var parent = Find(root, path[..point]);
        var first = int.Parse(path[(point + 1)..dash], CultureInfo.InvariantCulture);
        var count = dash == path.Length - 1 ? int.MaxValue : int.Parse(path[(dash + 1)..], CultureInfo.InvariantCulture) - first + 1;
        return parent.Children.Skip(first).Take(count).Select(child => (Layer)child.Value);
    }

    private static Module Find(Module root, string path) =>
        path.Split('.').Aggregate(root, (module, name) => module.Children.First(child => child.Key == name).Value);
}
