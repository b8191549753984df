using System.Reflection;
using System.Runtime.InteropServices;
using Foldline.Torch;

namespace Foldline.Pipelines.Machine;

/// <summary>Looks at the machine: what <c>doctor --env</c> shows and a run keeps beside its results.</summary>
public static class MachineSurvey
{
    /// <summary>All facts, groups together. A library that is missing becomes a fact with its error; nothing is thrown.</summary>
    /// <param name="folder">Folder whose disk is looked at.</param>
    public static IReadOnlyList<MachineFact> Take(string folder) =>
    [
        new("foldline", "version", Version()),
        new("foldline", "runtime", RuntimeInformation.FrameworkDescription),
        new("foldline", "program", AppContext.BaseDirectory),
        .. LinuxFacts.Read(folder),
        .. Try("engine", ReadEngine),
        .. Try("imaging", LibraryFacts.ReadImaging),
        .. Try("tables", LibraryFacts.ReadTables),
    ];

    // The command line's version names the commit, the library's does not.
    private static string Version() => (Assembly.GetEntryAssembly() ?? typeof(MachineSurvey).Assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static IReadOnlyList<MachineFact> ReadEngine()
    {
        using var engine = new EngineThread();
        return engine.Run(EngineFacts.Read);
    }

    private static IReadOnlyList<MachineFact> Try(string group, Func<IReadOnlyList<MachineFact>> read)
    {
        try
        {
            return read();
        }
        catch (FoldlineException e)
        {
            return [new(group, "error", $"{e.Code}: {e.Message}", IsFault: true)];
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
        {
            return [new(group, "error", (e.InnerException ?? e).Message, IsFault: true)];
        }
    }
}
