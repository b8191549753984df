using System.Reflection;
using System.Runtime.InteropServices;

namespace Foldline;

/// <summary>Finds the shared libraries that the set-up builds or fetches (torch bridge, imaging bridge, DuckDB).</summary>
public static partial class NativeBridge
{
    /// <summary>
    /// Finds the file of a library. Looked at in this order: the folder named by <c>FOLDLINE_NATIVE_&lt;NAME&gt;</c>, the program's
    /// own <c>native</c> folder, then <c>artifacts/native/&lt;name&gt;</c> in the program's folder and its ancestors.
    /// </summary>
    /// <param name="name">Short name of the bridge's folder: <c>torch</c>, <c>imaging</c> or <c>duckdb</c>.</param>
    /// <param name="file">File name, such as <c>libfoldline_torch.so</c>.</param>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="FoldlineException">FL1002: the library is in none of these places.</exception>
    public static string Find(string name, string file)
    {
        var variable = $"FOLDLINE_NATIVE_{name.ToUpperInvariant()}";
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder)
            return Path.Combine(folder, file);

        var beside = Path.Combine(AppContext.BaseDirectory, "native", file);
        if (File.Exists(beside))
            return beside;

        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var built = Path.Combine(up.FullName, "artifacts", "native", name, file);
            if (File.Exists(built))
                return built;
        }

        throw FoldlineException.User(
            "FL1002",
            $"The native library '{file}' was not found. Start Foldline by its './foldline' script, which builds it, or set {variable} to the folder that holds it.",
            null,
            ("file", file));
    }

    /// <summary>Loads a library by its found path and lets <c>[LibraryImport(import)]</c> of an assembly resolve to it.</summary>
    /// <param name="assembly">Assembly with the imports.</param>
    /// <param name="import">Name used in the imports, such as <c>foldline_torch</c>.</param>
    /// <param name="name">Short name of the bridge's folder.</param>
    /// <param name="file">File name.</param>
    public static void Register(Assembly assembly, string import, string name, string file) =>
        NativeLibrary.SetDllImportResolver(assembly, (library, _, _) => library == import ? Load(name, file) : 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    // OpenMP's threads spin for milliseconds at every barrier before they sleep. Beside loader threads or another training that
    // takes the processor from the very thread they wait for, and both become many times slower. The runtime reads the setting
    // when it is loaded, and .NET's own variables do not reach C. What the user has set counts.
    private static void LimitSpinning()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null && Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null)
            _ = SetEnvironment("GOMP_SPINCOUNT", "100000", overwrite: 0);
    }

    // The set-up lists libraries that are better loaded one by one before a bridge; measured gains are 0 to 0.07 s. What cannot be
    // loaded here is named when the bridge itself is loaded.
    private static void Preload(string list)
    {
        if (!File.Exists(list))
            return;
        foreach (var library in File.ReadLines(list))
            _ = NativeLibrary.TryLoad(library, out _);
    }

    private static nint Load(string name, string file)
    {
        var path = Find(name, file);
        LimitSpinning();
        Preload($"{path}.preload");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw FoldlineException.User(
                "FL1003",
                $"The native library '{path}' cannot be loaded: {e.Message} Run './foldline doctor --env' after deleting the folder 'artifacts/native' to build it again.",
                e,
                ("file", path));
        }
    }
}
