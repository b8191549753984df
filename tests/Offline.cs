using System.Runtime.CompilerServices;

namespace Foldline.Tests;

/// <summary>No test asks anybody outside this machine, nor does a process that a test starts.</summary>
internal static class Offline
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("HF_HUB_OFFLINE", "1");
}
