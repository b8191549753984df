using System.Collections.Generic;

namespace Foldline.Torch.Generator;

/// <summary>One operator schema line, taken apart.</summary>
internal sealed class Schema
{
    public Schema(string line, string name, string overload, IReadOnlyList<Argument> arguments, IReadOnlyList<Argument> returns)
    {
        Line = line;
        Name = name;
        Overload = overload;
        Arguments = arguments;
        Returns = returns;
    }

    public string Line { get; }

    /// <summary>Name without the namespace: <c>conv2d</c>.</summary>
    public string Name { get; }

    public string Overload { get; }

    public IReadOnlyList<Argument> Arguments { get; }

    public IReadOnlyList<Argument> Returns { get; }
}

/// <summary>An argument or a return value.</summary>
internal sealed class Argument
{
    public Argument(string type, bool isList, bool isOptional, bool isOptionalElement, bool isWritten, string name, string? defaultValue)
    {
        Type = type;
        IsList = isList;
        IsOptional = isOptional;
        IsOptionalElement = isOptionalElement;
        IsWritten = isWritten;
        Name = name;
        DefaultValue = defaultValue;
    }

    /// <summary>Element type: Tensor, int, float, bool, Scalar, ScalarType, Layout, Device, MemoryFormat, Generator, str.</summary>
    public string Type { get; }

    public bool IsList { get; }

    public bool IsOptional { get; }

    /// <summary>True for <c>Tensor?[]</c>.</summary>
    public bool IsOptionalElement { get; }

    /// <summary>True when the alias annotation says that the operator writes to it: <c>Tensor(a!)</c>.</summary>
    public bool IsWritten { get; }

    public string Name { get; }

    public string? DefaultValue { get; }
}
