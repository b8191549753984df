namespace Foldline.Pipelines.Machine;

/// <summary>Something found on this machine that a result may depend on.</summary>
/// <param name="Group">What it is about: <c>foldline</c>, <c>machine</c>, <c>engine</c>, <c>imaging</c>, <c>tables</c>.</param>
/// <param name="Name">Name within the group, such as <c>threads</c>.</param>
/// <param name="Value">The value as text.</param>
/// <param name="IsFault">Whether something is missing that Foldline needs.</param>
public sealed record MachineFact(string Group, string Name, string Value, bool IsFault = false);
