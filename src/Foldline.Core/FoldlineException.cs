using System.Collections.Immutable;

namespace Foldline;

/// <summary>
/// An error with a stable code (<c>FL4103</c>), a message that says what happened, what was found, what was expected
/// and what to do next, and the same facts in a form that programs can read. The codes are listed in <c>docs/errors.md</c>.
/// </summary>
public sealed class FoldlineException : Exception
{
    private FoldlineException(string code, bool isUserError, string message, Exception? inner, ImmutableSortedDictionary<string, string> facts)
        : base(message, inner)
    {
        Code = code;
        IsUserError = isUserError;
        Facts = facts;
    }

    /// <summary>Stable code: <c>FL</c> and four digits.</summary>
    public string Code { get; }

    /// <summary>True when the input, the recipe or the command line is at fault (exit code 2), false when Foldline is (exit code 1).</summary>
    public bool IsUserError { get; }

    /// <summary>The facts of the message for machines: file, row, key, found, expected.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; }

    /// <summary>An error that the user can mend.</summary>
    /// <param name="code">Stable code: <c>FL</c> and four digits.</param>
    /// <param name="message">What happened, where, what was found, what was expected, what to do.</param>
    /// <param name="inner">The exception that caused it, if any.</param>
    /// <param name="facts">Facts for machines.</param>
    public static FoldlineException User(string code, string message, Exception? inner = null, params ReadOnlySpan<(string Key, string Value)> facts) =>
        new(code, true, message, inner, ToDictionary(facts));

    /// <summary>An error that is Foldline's fault or the machine's.</summary>
    /// <inheritdoc cref="User"/>
    public static FoldlineException Internal(string code, string message, Exception? inner = null, params ReadOnlySpan<(string Key, string Value)> facts) =>
        new(code, false, message, inner, ToDictionary(facts));

    private static ImmutableSortedDictionary<string, string> ToDictionary(ReadOnlySpan<(string Key, string Value)> facts)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in facts)
            builder[key] = value;
        return builder.ToImmutable();
    }
}
