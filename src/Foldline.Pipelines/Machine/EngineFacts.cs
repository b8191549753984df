using System.Globalization;
using System.Text.RegularExpressions;
using Foldline.Torch;

namespace Foldline.Pipelines.Machine;

/// <summary>What libtorch says about itself.</summary>
internal static partial class EngineFacts
{
    /// <summary>Facts of the group <c>engine</c>; to be read on an engine thread.</summary>
    /// <exception cref="FoldlineException">FL1002, FL1003: the bridge is missing or cannot be loaded.</exception>
    public static IReadOnlyList<MachineFact> Read()
    {
        var configuration = TorchBackend.Configuration;
        var path = NativeBridge.Find("torch", "libfoldline_torch.so");
        return
        [
            Fact("libtorch", TorchBackend.Version),
            Fact("bridge", path),
            Fact("threads", TorchBackend.Threads.ToString(CultureInfo.InvariantCulture)),
            Fact("blas", LinuxFacts.LoadedLibrary("libopenblas", "libmkl_core", "libmkl_rt", "libblas") ?? Find(BlasName(), configuration) ?? "built in"),
            Fact("onednn", Find(OneDnnVersion(), configuration) ?? "none"),
            Fact("vector units", Find(Capability(), configuration) ?? "unknown"),
            Fact("bf16", LinuxFacts.HasBFloat16 ? "computed by the processor" : "converted to fp32: slower than fp32"),
            .. Devices(configuration),
        ];
    }

    private static IEnumerable<MachineFact> Devices(string configuration)
    {
        var count = TorchBackend.CudaDeviceCount;
        for (var i = 0; i < count; i++)
        {
            var card = TorchBackend.DescribeCudaDevice(i);
            yield return Fact($"cuda:{i}", string.Create(CultureInfo.InvariantCulture, $"{card.Name}, {card.TotalBytes / (double)(1L << 30):0.0} GiB"));
        }

        if (count == 0)
            yield return Fact("cuda", WhyNoCuda(configuration));
    }

    private static string WhyNoCuda(string configuration)
    {
        if (!configuration.Contains("USE_CUDA=ON", StringComparison.Ordinal) && !configuration.Contains("CUDA Runtime", StringComparison.Ordinal))
            return "no: this libtorch is built without CUDA; FOLDLINE_LIBTORCH names another";
        return Directory.Exists("/proc/driver/nvidia") ? "no: the driver shows no card to this process" : "no: there is no NVIDIA driver";
    }

    private static string? Find(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private static MachineFact Fact(string name, string value) => new("engine", name, value);

    [GeneratedRegex(@"BLAS_INFO=(\w+)")]
    private static partial Regex BlasName();

    [GeneratedRegex(@"(?:MKL-DNN|oneDNN|DNNL) v([0-9.]+)")]
    private static partial Regex OneDnnVersion();

    [GeneratedRegex(@"CPU capability usage: (\S+)")]
    private static partial Regex Capability();
}
