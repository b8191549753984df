using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Foldline.Models;
using Foldline.Models.Weights;
using Foldline.Models.Weights.Downloads;

namespace Foldline.Tests.Models.Weights.Downloads;

public sealed class WeightStoreTests : IDisposable
{
    private readonly Hub hub = new(Hub.Bytes(700_000));

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Fetch_Fresh_LaysTheCacheOutAsHuggingFaceDoes()
    {
        var progress = new List<DownloadProgress>();
        var path = hub.Store.Fetch(hub.Source, new Recorder(progress));

        Assert.Equal(hub.Snapshot, path);
        Assert.Equal(hub.Content, File.ReadAllBytes(path));
        Assert.Equal($"../../blobs/{hub.Hash}", new FileInfo(path).LinkTarget);
        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Blob));
        Assert.Equal(Hub.Commit, File.ReadAllText(hub.Reference));
        Assert.False(File.Exists(hub.Partial));
        Assert.Equal(new DownloadProgress($"{Hub.Id}/{Hub.FileName}", hub.Content.Length, hub.Content.Length), progress[^1]);
        Assert.Equal(progress.Select(item => item.Done).Order(), progress.Select(item => item.Done));
    }

    [Fact]
    public void Fetch_Again_AsksNobody()
    {
        var path = hub.Store.Fetch(hub.Source);
        var asked = hub.Server.Requests.Count;

        Assert.Equal(path, hub.Store.Fetch(hub.Source));
        Assert.Equal(path, hub.Store.Find(WeightSource.Default("resnet10t.c3_in1k")));
        Assert.Equal(asked, hub.Server.Requests.Count);
    }

    [Fact]
    public void Fetch_SmallFile_IsCheckedByGitsHash()
    {
        hub.IsLarge = false;
        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));

        File.Delete(hub.Snapshot);
        File.Delete(hub.Blob);
        var wrong = hub.Content.ToArray();
        wrong[7]++;
        hub.OnDownload = _ => new ServedFile(wrong);
        Assert.Equal("FL2233", Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source)).Code);
    }

    [Fact]
    public void Fetch_AfterAnInterruption_AsksForTheRest()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(hub.Partial)!);
        File.WriteAllBytes(hub.Partial, hub.Content[..300_000]);

        var path = hub.Store.Fetch(hub.Source);

        Assert.Equal(300_000, hub.Server.Downloads.Single(request => request.Path == "/storage").From);
        Assert.Equal(hub.Content, File.ReadAllBytes(path));
    }

    [Fact]
    public void Fetch_ServerWithoutRanges_StartsAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(hub.Partial)!);
        File.WriteAllBytes(hub.Partial, hub.Content[..300_000]);
        hub.OnDownload = _ => new ServedFile(hub.Content) { KnowsRanges = false };

        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));
    }

    [Fact]
    public void Fetch_DamagedPart_IsFetchedAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(hub.Partial)!);
        File.WriteAllBytes(hub.Partial, new byte[300_000]);

        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));
        Assert.Equal([300_000, null], hub.Server.Downloads.Where(request => request.Path == "/storage").Select(request => request.From));
    }

    [Fact]
    public void Fetch_ConnectionBreaks_GoesOnByItself()
    {
        hub.OnDownload = _ => new ServedFile(hub.Content) { BreaksAfter = 250_000 };

        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));
        Assert.True(hub.Server.Downloads.Count(request => request.From > 0) >= 2);
    }

    [Fact]
    public void Fetch_ConnectionBreaksForGood_KeepsThePart()
    {
        hub.OnDownload = request => new ServedFile(hub.Content) { BreaksAfter = request.From is null ? 250_000 : 0 };
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source));

        Assert.Equal("FL2231", error.Code);
        Assert.Contains("250,000 of 700,000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(250_000, new FileInfo(hub.Partial).Length);
        Assert.Null(hub.Store.Find(hub.Source));

        hub.OnDownload = null;
        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));
    }

    [Fact]
    public void Fetch_OtherContent_IsRefusedAndDeleted()
    {
        var wrong = hub.Content.ToArray();
        wrong[99]++;
        hub.OnDownload = _ => new ServedFile(wrong);
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source));

        Assert.Equal("FL2233", error.Code);
        Assert.Contains(hub.Hash, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(hub.Partial));
        Assert.False(File.Exists(hub.Blob));
    }

    [Fact]
    public void Fetch_OtherSize_IsRefused()
    {
        hub.OnDownload = _ => new ServedFile(hub.Content[..1000]);
        Assert.Equal("FL2233", Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source)).Code);
    }

    [Theory]
    [InlineData("nobody/nothing", "FL2234")]
    [InlineData("timm/resnet10t.c3_in1k/other.pth", "FL2234")]
    public void Fetch_WhatIsNotThere_SaysSo(string source, string code)
    {
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(WeightSource.Parse("resnet10t", source)));
        Assert.Equal(code, error.Code);
        Assert.Contains(source.Split('/')[1], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetch_GatedRepository_AsksForTheToken()
    {
        hub.Token = "hf_secret";
        Assert.Equal("FL2232", Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source)).Code);

        hub.Settings = hub.Settings with { Token = "hf_secret" };
        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));
        Assert.All(hub.Server.Requests.Where(request => request.Path == "/storage"), request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public void Fetch_ServerError_SaysTheAnswer()
    {
        hub.OnDownload = _ => new ServedFile([]) { Status = 503 };
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source));
        Assert.Equal("FL2235", error.Code);
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetch_Offline_NamesTheFileAndItsPlace()
    {
        hub.Settings = hub.Settings with { IsOffline = true };
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source));

        Assert.Equal("FL2203", error.Code);
        Assert.Empty(hub.Server.Requests);
        Assert.Contains($"{Hub.Id}/resolve/main/{Hub.FileName}", error.Message, StringComparison.Ordinal);
        PutByHand(error);
        Assert.NotNull(hub.Store.Find(hub.Source));
        Assert.NotNull(hub.Store.Find(WeightSource.Default("resnet10t")));
    }

    [Fact]
    public void Fetch_NoNetwork_NamesTheFileAndItsPlace()
    {
        hub.Settings = hub.Settings with { Endpoint = UnusedAddress() };
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source));

        Assert.Equal("FL2230", error.Code);
        PutByHand(error);
        Assert.Equal(error.Facts["place"], hub.Store.Fetch(hub.Source));
    }

    [Fact]
    public void Fetch_Cancelled_KeepsThePart()
    {
        using var cancel = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        hub.OnDownload = _ => new ServedFile(hub.Content) { BreaksAfter = 400_000, Hold = never.Task };
        var seen = new Recorder([], progress =>
        {
            if (progress.Done == 400_000)
                cancel.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => hub.Store.Fetch(hub.Source, seen, cancel.Token));
        never.SetResult();

        Assert.Equal(400_000, new FileInfo(hub.Partial).Length);
        hub.OnDownload = null;
        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(hub.Source)));
    }

    [Fact]
    public void Fetch_SilentServer_CountsAsBroken()
    {
        hub.Settings = hub.Settings with { Patience = TimeSpan.FromMilliseconds(150) };
        var never = new TaskCompletionSource();
        hub.OnDownload = request => new ServedFile(hub.Content) { BreaksAfter = request.From is null ? 100_000 : 0, Hold = never.Task };

        Assert.Equal("FL2231", Assert.Throws<FoldlineException>(() => hub.Store.Fetch(hub.Source)).Code);
        never.SetResult();
    }

    [Fact]
    public void Fetch_SeveralAtOnce_DownloadsOnce()
    {
        var paths = new string[4];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = paths.Length }, i => paths[i] = new WeightStore(hub.Settings).Fetch(hub.Source));

        Assert.All(paths, path => Assert.Equal(hub.Content, File.ReadAllBytes(path)));
        Assert.Single(hub.Server.Downloads, request => request.Path == "/storage");
    }

    [Fact]
    public void Fetch_Address_IsKeptWhereTorchHubLooks()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(hub.Content))[..8];
        hub.Server.Answer = request => request.Path == $"/weights/net-{hash}.pth"
            ? new ServedFile(hub.Content)
            : request.Path == "/moved" ? new ServedFile([]) { Status = 301, Headers = [("Location", $"/weights/net-{hash}.pth")] } : null;

        var path = hub.Store.Fetch(WeightSource.Parse("resnet10t", $"{hub.Server.Address}weights/net-{hash}.pth"));

        Assert.Equal(Path.Combine(hub.Settings.CheckpointFolder, $"net-{hash}.pth"), path);
        Assert.Equal(hub.Content, File.ReadAllBytes(path));
        Assert.Equal(hub.Content, File.ReadAllBytes(hub.Store.Fetch(WeightSource.Parse("resnet10t", $"{hub.Server.Address}moved"))));
    }

    [Fact]
    public void Fetch_AddressWithAnotherHashInItsName_IsRefused()
    {
        hub.Server.Answer = _ => new ServedFile(hub.Content);
        var error = Assert.Throws<FoldlineException>(() => hub.Store.Fetch(WeightSource.Parse("resnet10t", $"{hub.Server.Address}net-0123abcd.pth")));
        Assert.Equal("FL2233", error.Code);
        Assert.Contains("0123abcd…", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TellsTheKindsOfSourceApart()
    {
        Assert.Equal("c3_in1k", WeightSource.Parse("resnet10t", "true").Published!.Tag);
        Assert.Equal("timm/resnet18.a1_in1k", WeightSource.Parse("resnet18", "a1_in1k").Published!.Repository);
        Assert.Equal(new RepositoryName("a/b", "v1"), WeightSource.Parse("resnet18", "hf-hub:a/b@v1").Repository);
        Assert.Equal(new RepositoryName("a/b", "main", "x/y.bin"), WeightSource.Parse("resnet18", "a/b/x/y.bin").Repository);
        Assert.Equal(new RepositoryName("a/b", "main", "y.pth"), WeightSource.Parse("resnet18", "https://huggingface.co/a/b/resolve/main/y.pth").Repository);
        Assert.Equal("FL2236", Assert.Throws<FoldlineException>(() => WeightSource.Parse("resnet18", "none.pth")).Code);
        Assert.Equal("FL2236", Assert.Throws<FoldlineException>(() => WeightSource.Parse("resnet18", "/no/where")).Code);
        Assert.Equal("FL2202", Assert.Throws<FoldlineException>(() => WeightSource.Parse("resnet18", "no_tag")).Code);
        Assert.Equal("FL2201", Assert.Throws<FoldlineException>(() => WeightSource.Parse("resnet1", "true")).Code);
    }

    [Theory]
    [InlineData("HF_ENDPOINT", "nonsense", "FL2237")]
    [InlineData("HF_ENDPOINT", "ftp://x", "FL2237")]
    public void Settings_WrongEndpoint_IsRefused(string name, string value, string code) =>
        WithEnvironment(new() { [name] = value }, () => Assert.Equal(code, Assert.Throws<FoldlineException>(HubSettings.FromEnvironment).Code));

    [Fact]
    public void Settings_FollowTheEnvironment()
    {
        var home = Path.GetDirectoryName(hub.Settings.CacheFolder)!;
        File.WriteAllText(Path.Combine(home, "token"), "hf_file\n");
        var variables = new Dictionary<string, string?>
        {
            ["HF_HOME"] = home, ["HF_HUB_CACHE"] = null, ["HF_ENDPOINT"] = "https://mirror.example/x/", ["HF_HUB_OFFLINE"] = "true", ["HF_TOKEN"] = null, ["TORCH_HOME"] = "/t",
        };
        WithEnvironment(variables, () =>
        {
            var settings = HubSettings.FromEnvironment();
            Assert.Equal((Path.Combine(home, "hub"), "hf_file", true, "/t/hub/checkpoints"), (settings.CacheFolder, settings.Token, settings.IsOffline, settings.CheckpointFolder));
            Assert.Equal("https://mirror.example/x/a/b/resolve/main/f", new HubDownload(settings, null).Address(new RepositoryName("a/b"), "f").ToString());
        });
    }

    private static void WithEnvironment(Dictionary<string, string?> variables, Action action)
    {
        var before = variables.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        try
        {
            foreach (var (name, value) in variables)
                Environment.SetEnvironmentVariable(name, value);
            action();
        }
        finally
        {
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    private void PutByHand(FoldlineException error)
    {
        var place = error.Facts["place"];
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllBytes(place, hub.Content);
    }

    private static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private sealed class Recorder(List<DownloadProgress> seen, Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            seen.Add(value);
            then?.Invoke(value);
        }
    }
}
