using Foldline.Data;
using Foldline.Imaging;

namespace Foldline.Pipelines.Machine;

/// <summary>What the imaging bridge and DuckDB are.</summary>
internal static class LibraryFacts
{
    /// <summary>Facts of the group <c>imaging</c>.</summary>
    /// <exception cref="FoldlineException">FL1002, FL1003: the bridge is missing or cannot be loaded.</exception>
    public static IReadOnlyList<MachineFact> ReadImaging()
    {
        // Any call loads the bridge and with it the libraries it stands on; their file names carry the versions.
        using var image = Image.FromPixels<byte>([0], height: 1, width: 1, channels: 1);
        _ = ImageCodec.Encode(image);
        return
        [
            new("imaging", "bridge", NativeBridge.Find("imaging", "libfoldline_imaging.so")),
            new("imaging", "opencv", LinuxFacts.LoadedLibrary("libopencv_core") ?? "not loaded"),
        ];
    }

    /// <summary>Facts of the group <c>tables</c>.</summary>
    /// <exception cref="FoldlineException">FL1002, FL1003: the library is missing or cannot be loaded.</exception>
    public static IReadOnlyList<MachineFact> ReadTables() =>
    [
        new("tables", "duckdb", DuckDatabase.LibraryVersion),
        new("tables", "library", NativeBridge.Find("duckdb", "libduckdb.so")),
    ];
}
