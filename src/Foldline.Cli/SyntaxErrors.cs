using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Foldline.Cli;

/// <summary>Says what is wrong with a command line and what was probably meant.</summary>
internal static class SyntaxErrors
{
    /// <summary>Checks a parsed command line; one that only asks for help or the version is always right.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="FoldlineException">FL8001: no such command. FL8002: no such option. FL8003: a value is missing, wrong or too much.</exception>
    public static void ThrowIfAny(ParseResult result)
    {
        if (result.Action is not null and not ParseErrorAction and not ParentAction)
            return;

        var command = result.CommandResult.Command;
        if (command is RootCommand && result.UnmatchedTokens is [var name, ..] && !name.StartsWith('-'))
            throw UnknownCommand(command, name);
        if (MisplacedOption(result) is { } option)
            throw UnknownOption(command, option);
        if (result.UnmatchedTokens is [var word, ..])
            throw Wrong(command, $"'{command.Name}' has no use for '{word}'.");
        if (result.Errors is [var error, ..])
            throw Wrong(command, MisreadNumber(error) ?? error.Message);
    }

    // What starts with a dash and was read as a value is a misspelt option, unless it is a number.
    private static string? MisplacedOption(ParseResult result) => result.UnmatchedTokens
        .Concat(result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value))
        .FirstOrDefault(word => word.StartsWith('-') && word.Length > 1 && !double.TryParse(word, CultureInfo.InvariantCulture, out _));

    // The parser's own words for it name a type of .NET.
    private static string? MisreadNumber(ParseError error)
    {
        var (symbol, type) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
            _ => ("", typeof(string)),
        };
        type = Nullable.GetUnderlyingType(type) ?? type;
        var expected = type == typeof(double) ? "a number" : type == typeof(int) || type == typeof(long) ? "a whole number" : null;
        return expected is not null && error.SymbolResult!.Tokens is [var token] ? $"'{symbol}' is '{token.Value}'; expected is {expected}." : null;
    }

    private static FoldlineException UnknownCommand(Command root, string word)
    {
        var names = root.Subcommands.Select(command => command.Name).ToList();
        return Error("FL8001", root, $"There is no command '{word}'.{NearestName.Hint(word, names)}", word);
    }

    private static FoldlineException UnknownOption(Command command, string word)
    {
        var name = word.Split('=')[0];
        var own = command.Options.SelectMany(option => option.Aliases.Append(option.Name));
        var names = own.Append(CommonOptions.Verbose.Name).Append(CommonOptions.Quiet.Name).Append("--help").Where(option => option.StartsWith("--", StringComparison.Ordinal)).Distinct().ToList();
        var place = command is RootCommand ? "Foldline" : $"'{command.Name}'";
        return Error("FL8002", command, $"{place} has no option '{name}'.{NearestName.Hint(name, names)}", name);
    }

    // A command within another is named with it.
    private static string Words(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{Words(parent)} {command.Name}" : command.Name;

    private static FoldlineException Wrong(Command command, string message) => Error("FL8003", command, message, "");

    private static FoldlineException Error(string code, Command command, string message, string found)
    {
        var help = command is RootCommand ? "./foldline --help" : $"./foldline {Words(command)} --help";
        return FoldlineException.User(code, $"{message} See: {help}", null, ("command", command.Name), ("found", found));
    }
}
