using System.Collections.Immutable;
using Foldline.Models.Heads;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Yaml;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Reads the heads of recipes: <c>dense</c>, hidden layers before the last one, and <c>multi</c>, a head for each group of labels.</summary>
/// <param name="names">Names of the labels in the order of the network's outputs.</param>
public sealed class HeadParts(ImmutableArray<string> names)
{
    private static readonly (string Word, ActivationKind Kind)[] Activations =
    [
        ("relu", ActivationKind.Relu), ("relu6", ActivationKind.Relu6), ("leaky_relu", ActivationKind.LeakyRelu), ("elu", ActivationKind.Elu),
        ("selu", ActivationKind.Selu), ("gelu", ActivationKind.Gelu), ("silu", ActivationKind.Silu), ("mish", ActivationKind.Mish),
        ("hard_swish", ActivationKind.HardSwish), ("softplus", ActivationKind.Softplus), ("sigmoid", ActivationKind.Sigmoid),
        ("tanh", ActivationKind.Tanh), ("identity", ActivationKind.Identity),
    ];

    /// <summary>The heads by name.</summary>
    public PartTable<HeadOptions> Table => new("head", new Dictionary<string, Func<PartArguments, HeadOptions>>
    {
        ["dense"] = arguments => Hidden(arguments, required: true),
        ["multi"] = arguments => Hidden(arguments, required: false) with { Groups = Groups(arguments) },
    });

    /// <summary>Reads a head from a text such as <c>{dense: {units: [32]}}</c>.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="FoldlineException">FL6002 to FL6005: no such text. FL1010 to FL1013: no such head.</exception>
    public static HeadOptions Parse(string text, int classes) =>
        PartReader.Read(NodeReader.ReadValue(text, SourceMark.CommandLine("--head")), "head")
            .Build(new HeadParts([.. Enumerable.Range(0, classes).Select(number => $"{number}")]).Table);

    private static HeadOptions Hidden(PartArguments arguments, bool required) => new()
    {
        Units = [.. arguments.GetDoubles("units", required ? null : []).Select(units => units is >= 1 and <= 65536 && units == Math.Floor(units)
            ? (int)units
            : throw arguments.Invalid("units", "a list of whole numbers from 1 to 65536, one for each hidden layer"))],
        Activation = Activations.First(row => row.Word == arguments.GetWord("activation", [.. Activations.Select(row => row.Word)], "relu")).Kind,
        DropRate = arguments.GetDouble("drop_rate", 0) is >= 0 and < 1 and var rate ? rate : throw arguments.Invalid("drop_rate", "a number from 0 to below 1"),
    };

    /// <summary>Groups as counts of consecutive labels, or as lists of names.</summary>
    private ImmutableArray<ImmutableArray<int>> Groups(PartArguments arguments)
    {
        var items = arguments.GetRaw("groups") is System.Collections.IEnumerable list and not string ? list.Cast<object?>().ToList() : [];
        var groups = items switch
        {
            [] => [],
            _ when items.All(item => item is long and >= 1 and <= 65536) => HeadOptions.Consecutive(items.Select(item => (int)(long)item!)),
            _ => [.. items.Select(item => item is System.Collections.IEnumerable labels and not string ? Places(labels) : [])],
        };
        return groups.Length > 0 && new HeadOptions { Groups = groups }.Covers(names.Length)
            ? groups
            : throw arguments.Invalid("groups", $"a list of counts that add up to {names.Length}, or a list of lists that name every label once ({string.Join(", ", names)})");
    }

    private ImmutableArray<int> Places(System.Collections.IEnumerable labels) =>
        [.. labels.Cast<object?>().Select(label => names.IndexOf(Convert.ToString(label, System.Globalization.CultureInfo.InvariantCulture) ?? ""))];
}
