using System.CommandLine;

namespace Foldline.Cli;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary><c>--verbose</c>, of every command.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more; show where an error came from.", Recursive = true };

    /// <summary><c>--quiet</c>, of every command.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but results and errors.", Recursive = true };

    /// <summary>The recipe's path.</summary>
    public static Argument<string> Recipe() => new("recipe") { Description = "Recipe, a YAML file such as recipes/vinbigdata.yaml." };

    /// <summary>The folder with the recipe's tables and images.</summary>
    public static Option<string> Data() => new("--data") { Description = "Folder with the recipe's tables and images.", HelpName = "dir", Required = true };

    /// <summary>The folder that holds run folders.</summary>
    public static Option<string> Out() => new("--out") { Description = "Folder that holds the run folders.", HelpName = "dir", DefaultValueFactory = _ => "runs" };

    /// <summary>The folder in which ids of runs are looked up.</summary>
    public static Option<string> Runs() => new("--runs") { Description = "Folder that holds the run folders.", HelpName = "dir", DefaultValueFactory = _ => "runs" };

    /// <summary>A run, by any of the ways to name one.</summary>
    /// <param name="name">Name of the argument.</param>
    public static Argument<string> Run(string name) => new(name) { Description = "A run: path of its folder, its id, the start of its id, or latest." };

    /// <summary>Changes to the recipe.</summary>
    public static Argument<string[]> Overrides() => new("overrides")
    {
        Description = "Changes to the recipe: key=value sets a key, +key=value adds one, ~key removes one.",
        HelpName = "key=value",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
