using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>One line of the operator list.</summary>
/// <param name="Name">Name with its namespace: <c>aten::conv2d</c>.</param>
/// <param name="Overload">Overload name; empty for the first one.</param>
/// <param name="Line">The line of <c>operators.txt</c>.</param>
public sealed record OperatorSchema(string Name, string Overload, string Line)
{
    /// <summary>The schema as the libtorch in use declares it.</summary>
    /// <exception cref="FoldlineException">FL2001: this libtorch has no such operator.</exception>
    public string ReadFromEngine() => NativeOperator.Schema(Name, Overload);
}
