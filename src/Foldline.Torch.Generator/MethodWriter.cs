using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;

namespace Foldline.Torch.Generator;

/// <summary>Writes the typed C# method of one schema.</summary>
internal sealed class MethodWriter
{
    private readonly StringBuilder text;
    private readonly Schema schema;
    private readonly string handle;

    public MethodWriter(StringBuilder text, Schema schema)
    {
        this.text = text;
        this.schema = schema;
        handle = "op_" + schema.Name + "_" + schema.Overload;
    }

    public void Write()
    {
        var inPlace = WritesSelf();
        var isExtension = schema.Arguments.Count > 0 && IsTensor(schema.Arguments[0]);
        text.AppendLine($"    private static nint {handle};");
        text.AppendLine();
        text.AppendLine($"    /// <summary><c>{SecurityElement.Escape(schema.Line)}</c></summary>");
        text.Append($"    public static unsafe {ReturnType(inPlace)} {Naming.Method(schema.Name)}(");
        text.Append(isExtension ? "this " : "");
        text.Append(string.Join(", ", Parameters()));
        text.AppendLine(")");
        text.AppendLine("    {");
        WritePins();
        WriteValues();
        WriteCall(inPlace);
        text.AppendLine("    }");
        text.AppendLine();
    }

    private static bool IsTensor(Argument argument) => argument.Type == "Tensor" && !argument.IsList && !argument.IsOptional;

    private bool WritesSelf() =>
        schema.Returns.Count == 1 && schema.Returns[0].IsWritten && schema.Arguments.Count > 0 && schema.Arguments[0].IsWritten && IsTensor(schema.Arguments[0]);

    private IEnumerable<string> Parameters()
    {
        // C# wants required parameters first: a default counts only when all later arguments have one too.
        var lastRequired = -1;
        for (var i = 0; i < schema.Arguments.Count; i++)
        {
            if (schema.Arguments[i].DefaultValue is null)
                lastRequired = i;
        }

        for (var i = 0; i < schema.Arguments.Count; i++)
        {
            var argument = schema.Arguments[i];
            var isOptionalParameter = i > lastRequired;
            yield return CSharpType(argument, isOptionalParameter) + " " + Naming.Parameter(argument.Name) + (isOptionalParameter ? " = default" : "");
        }
    }

    // A single value with a default is nullable, and null stands for the schema's own default: the number is written in one place only.
    private static string CSharpType(Argument argument, bool isOptionalParameter)
    {
        var element = ElementType(argument.Type);
        if (argument.IsList)
            return argument.IsOptionalElement ? $"ReadOnlySpan<{element}?>" : $"ReadOnlySpan<{(argument.Type == "Scalar" ? "double" : element)}>";
        return argument.IsOptional || isOptionalParameter ? element + "?" : element;
    }

    private static string ElementType(string type)
    {
        switch (type)
        {
            case "Tensor": return "Tensor";
            case "int": return "long";
            case "float": return "double";
            case "bool": return "bool";
            case "Scalar": return "Scalar";
            case "ScalarType": return "DType";
            case "Layout": return "Layout";
            case "MemoryFormat": return "MemoryFormat";
            case "Device": return "Device";
            case "Generator": return "TorchGenerator";
            case "str": return "string";
            default: throw new FormatException("unknown type '" + type + "'");
        }
    }

    private string ReturnType(bool inPlace)
    {
        if (inPlace)
            return "Tensor";
        if (schema.Returns.Count == 0)
            return "void";
        if (schema.Returns.Count == 1)
            return ReturnElement(schema.Returns[0]);
        return "(" + string.Join(", ", schema.Returns.Select((r, i) => ReturnElement(r) + " " + (r.Name.Length > 0 ? Naming.Pascal(r.Name) : "Item" + (i + 1)))) + ")";
    }

    private static string ReturnElement(Argument result) => result.IsList ? "Tensor[]" : ElementType(result.Type);

    private void WritePins()
    {
        foreach (var argument in schema.Arguments.Where(a => a.IsList && a.Type == "Tensor"))
            text.AppendLine($"        using var {Pointer(argument)} = new HandleList({Naming.Parameter(argument.Name)});");
        foreach (var argument in schema.Arguments.Where(a => a.IsList && a.Type != "Tensor"))
        {
            var type = argument.Type == "Scalar" ? "double" : ElementType(argument.Type);
            text.AppendLine($"        fixed ({type}* {Pointer(argument)} = {Naming.Parameter(argument.Name)})");
        }
    }

    private static string Pointer(Argument argument) => "p_" + argument.Name;

    private void WriteValues()
    {
        text.AppendLine("        {");
        text.AppendLine($"            var inputs = stackalloc NativeValue[{Math.Max(1, schema.Arguments.Count)}];");
        for (var i = 0; i < schema.Arguments.Count; i++)
            text.AppendLine($"            inputs[{i}] = {Value(schema.Arguments[i])};");
    }

    private static string Value(Argument argument)
    {
        var name = Naming.Parameter(argument.Name);
        if (argument.IsList && argument.Type == "Tensor")
            return $"NativeValue.FromTensors({Pointer(argument)}, {(argument.IsOptionalElement ? "true" : "false")})";
        if (!argument.IsList)
            return argument.IsOptional && argument.DefaultValue is null ? $"NativeValue.From({name}).OrNone()" : $"NativeValue.From({name})";
        // An empty list stands for None or the schema's default where there is one.
        var whenEmpty = argument.DefaultValue is null ? (argument.IsOptional ? "NativeValue.None" : null) : "default";
        var full = $"NativeValue.FromSpan({Pointer(argument)}, {name}.Length)";
        return whenEmpty is null ? full : $"{name}.IsEmpty ? {whenEmpty} : {full}";
    }

    private void WriteCall(bool inPlace)
    {
        var outputs = inPlace ? 0 : schema.Returns.Count;
        text.AppendLine($"            var outputs = stackalloc NativeValue[{Math.Max(1, outputs)}];");
        text.AppendLine($"            NativeOperator.Call(ref {handle}, \"aten::{schema.Name}\", \"{schema.Overload}\", inputs, {schema.Arguments.Count}, outputs, {outputs});");
        foreach (var argument in schema.Arguments.Where(a => (a.Type == "Tensor" && !a.IsList) || a.Type == "Generator"))
            text.AppendLine($"            GC.KeepAlive({Naming.Parameter(argument.Name)});");
        if (inPlace)
            text.AppendLine($"            return {Naming.Parameter(schema.Arguments[0].Name)};");
        else if (outputs == 1)
            text.AppendLine($"            return {Result(schema.Returns[0], 0)};");
        else if (outputs > 1)
            text.AppendLine("            return (" + string.Join(", ", schema.Returns.Select(Result)) + ");");
        text.AppendLine("        }");
    }

    private static string Result(Argument result, int index)
    {
        if (result.IsList)
            return $"outputs[{index}].TakeTensors()";
        switch (result.Type)
        {
            case "Tensor": return $"outputs[{index}].TakeTensor()";
            case "bool": return $"outputs[{index}].AsBoolean";
            case "int": return $"outputs[{index}].AsInteger";
            case "float": return $"outputs[{index}].AsNumber";
            case "Scalar": return $"outputs[{index}].AsScalar";
            default: throw new FormatException("unknown result type '" + result.Type + "'");
        }
    }
}
