using System.CommandLine;
using Foldline.Cli;

namespace Foldline.Tests.Cli;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands() => new(MakeRoot().Subcommands.Select(command => command.Name));

    [Fact]
    public void NoArguments_ShowTheHelpPage()
    {
        var run = CliRun.Of();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("doctor", run.Output, StringComparison.Ordinal);
        Assert.Contains("./foldline demo", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfEveryCommand_ShowsUsageAndAnExampleThatParses(string name)
    {
        var run = CliRun.Of(name, "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"./foldline {name}", run.Output, StringComparison.Ordinal);
        var examples = run.Output.Split('\n').SkipWhile(line => line != "Examples:").Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => new CommandLine(new Terminal(TextWriter.Null, TextWriter.Null)).Parse(ShellWords.Split(example)[1..]));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Options_OfEveryCommand_HaveADescription(string name)
    {
        var command = MakeRoot().Subcommands.Single(item => item.Name == name);

        Assert.NotEqual("", command.Description);
        Assert.All(command.Options.Concat<Symbol>(command.Arguments), symbol => Assert.False(string.IsNullOrEmpty(symbol.Description), symbol.Name));
    }

    [Theory]
    [InlineData("FL8001", "Did you mean 'doctor'?", "docto")]
    [InlineData("FL8001", "Known are:", "something-else-entirely")]
    [InlineData("FL8001", "Did you mean 'sample'?", "smaple", "vinbigdata", "--count", "40")]
    [InlineData("FL8002", "Did you mean '--json'?", "doctor", "--jsn")]
    [InlineData("FL8002", "Did you mean '--verbose'?", "doctor", "--verbos")]
    [InlineData("FL8002", "has no option", "--nonsense")]
    [InlineData("FL8002", "Did you mean '--count'?", "sample", "vinbigdata", "folder", "--cuont", "40")]
    [InlineData("FL8003", "has no use for 'x'", "models", "resnet", "x")]
    [InlineData("FL8003", "'--count' is 'x'; expected is a whole number", "sample", "vinbigdata", "folder", "--count", "x")]
    [InlineData("FL8003", "'--low' is 'x'; expected is a number", "filter", "a.csv", "b.csv", "--low", "x")]
    [InlineData("FL8003", "Required argument 'probabilities'", "filter", "a.csv")]
    public void WrongWords_AreNamedWithTheNearestRightOne(string code, string hint, params string[] arguments)
    {
        var run = CliRun.Of(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error {code}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void NegativeNumbers_AreNoOptions() =>
        Assert.StartsWith("error FL6510: ", CliRun.Of("lb", "no-such-run", "-6.75").Error, StringComparison.Ordinal);

    [Fact]
    public void Verbose_ShowsWhereTheErrorCameFrom()
    {
        var run = CliRun.Of("models", "resnet", "x", "--verbose");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(nameof(SyntaxErrors), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_IsPrinted()
    {
        var run = CliRun.Of("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.NotEqual("", run.Output.Trim());
    }

    private static RootCommand MakeRoot() => new CommandLine(new Terminal(TextWriter.Null, TextWriter.Null)).Root;
}
