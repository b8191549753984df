using System.Text;

namespace Foldline.Tests;

/// <summary>Splits a command line of the documentation into words as a shell does: blanks, quotes, backslash, comments.</summary>
public static class ShellWords
{
    /// <summary>The words of one line; a comment at its end is left out.</summary>
    /// <param name="line">A command line without pipes, variables and globs.</param>
    public static List<string> Split(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word!.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                word ??= new StringBuilder();
            }
            else if (char.IsWhiteSpace(c))
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else if (c == '#' && word is null)
            {
                break;
            }
            else
            {
                (word ??= new StringBuilder()).Append(c == '\\' && i + 1 < line.Length ? line[++i] : c);
            }
        }

        if (quote != '\0')
            throw new FormatException($"A quote is left open in: {line}");
        if (word is not null)
            words.Add(word.ToString());
        return words;
    }
}
