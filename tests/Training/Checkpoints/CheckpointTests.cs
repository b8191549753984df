using Foldline.Torch;
using Foldline.Training.Checkpoints;
using Foldline.Training.Logging;

namespace Foldline.Tests.Training.Checkpoints;

public sealed class CheckpointTests
{
    [Fact]
    public void Read_GivesBackWhatWasWritten()
    {
        using var folder = new TemporaryFolder();
        var before = Tensor.Live;
        using (new TensorScope())
        {
            CheckpointFile.Write(folder.At("a.safetensors"), Make(3));
            var read = CheckpointFile.Read(folder.At("a.safetensors"));

            var model = read.Section(Checkpoint.Model);
            Assert.Equal(["conv.weight", "bn.running_mean", "bn.num_batches_tracked", "half", "brain", "flag"], model.Keys);
            Assert.Equal([0f, 1, 2, 3, 4, 5], model["conv.weight"].ToArray<float>());
            Assert.Equal([2L, 3], model["conv.weight"].Shape.ToArray());
            Assert.Equal(3, model["bn.num_batches_tracked"].Item<long>());
            Assert.Equal(0, model["bn.num_batches_tracked"].Rank);
            Assert.Equal(DType.BFloat16, model["brain"].DType);
            Assert.Equal(["exp_avg.0"], read.Names(Checkpoint.Optimizer));
            Assert.Equal(3, read.State.Iteration);
            Assert.Equal(double.PositiveInfinity, read.State.Part("schedule")["best"]);
            Assert.Equal([1, 2, 3], read.State.Generators["loader"]);
            Assert.Equal(0.25, read.State.Log!.Rows[0]["loss"]);
            Assert.Equal(0.5, read.State.Log.Means["loss"].Value);
        }

        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Write_SameCheckpoint_GivesTheSameBytes_AlsoAfterReading()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        CheckpointFile.Write(folder.At("a"), Make(3));
        CheckpointFile.Write(folder.At("b"), Make(3));
        CheckpointFile.Write(folder.At("c"), CheckpointFile.Read(folder.At("a")));

        Assert.Equal(File.ReadAllBytes(folder.At("a")), File.ReadAllBytes(folder.At("b")));
        Assert.Equal(File.ReadAllBytes(folder.At("a")), File.ReadAllBytes(folder.At("c")));
    }

    [Fact]
    public void Read_AnyFlippedByte_IsNoticed()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var path = folder.At("a.safetensors");
        CheckpointFile.Write(path, Make(3));
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            bytes[i] ^= 0x10;

            var e = Assert.Throws<FoldlineException>(() => CheckpointFile.Read(path));

            Assert.Equal("FL5701", e.Code);
            Assert.Equal(path, e.Facts["file"]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(-1)]
    public void Read_CutOffOrLonger_IsNoticed(int length)
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var path = folder.At("a.safetensors");
        CheckpointFile.Write(path, Make(3));
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, length < 0 ? [.. bytes, 0] : bytes[..length]);

        Assert.Equal("FL5701", Assert.Throws<FoldlineException>(() => CheckpointFile.Read(path)).Code);
    }

    [Fact]
    public void Load_DamagedNewest_FallsBackToThePreviousWithAWarning()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var store = new CheckpointStore(folder.Path);
        Assert.Null(store.Load());
        store.Save(Make(1));
        store.Save(Make(2));
        store.Save(Make(3));
        Assert.Equal(3, store.Load()!.Checkpoint.State.Iteration);
        Assert.Null(store.Load()!.Warning);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);

        File.WriteAllText(store.NewestPath, "damaged");
        var loaded = store.Load()!;
        Assert.Equal(2, loaded.Checkpoint.State.Iteration);
        Assert.Contains(store.NewestPath, loaded.Warning, StringComparison.Ordinal);

        File.Delete(store.NewestPath);
        Assert.Equal(2, store.Load()!.Checkpoint.State.Iteration);

        File.WriteAllText(store.NewestPath, "damaged");
        File.WriteAllText(store.PreviousPath, "damaged");
        Assert.Equal(store.NewestPath, Assert.Throws<FoldlineException>(() => store.Load()).Facts["file"]);
    }

    [Fact]
    public void Load_OfSomeSections_ReadsNoOthers()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var store = new CheckpointStore(folder.Path);
        store.Save(Make(1));

        var all = store.Load()!.Checkpoint;
        var model = store.Load([Checkpoint.Model])!.Checkpoint;

        Assert.Equal(all.Names(Checkpoint.Model), model.Names(Checkpoint.Model));
        Assert.NotEmpty(model.Tensors);
        Assert.Equal(model.Names(Checkpoint.Model).Count(), model.Tensors.Count);
        Assert.True(all.Tensors.Count > model.Tensors.Count, "The checkpoint has no other section.");
    }

    [Fact]
    public void Load_AfterAKillBetweenTheTwoMoves_TakesTheCompleteNewOne()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var store = new CheckpointStore(folder.Path);
        store.Save(Make(1));
        store.Save(Make(2));
        File.Move(store.NewestPath, folder.At("last-next.safetensors"));

        var loaded = store.Load()!;

        Assert.Equal((2, null), (loaded.Checkpoint.State.Iteration, loaded.Warning));
        Assert.True(File.Exists(store.NewestPath));
    }

    [Fact]
    public void Save_WhereNothingCanBeWritten_LeavesEarlierCheckpoints()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var store = new CheckpointStore(folder.Path);
        store.Save(Make(1));

        // A folder in the way of the new file is what a full disk looks like to the writer, also for root.
        Directory.CreateDirectory(folder.At("last-next.safetensors"));
        Assert.Equal("FL1001", Assert.Throws<FoldlineException>(() => store.Save(Make(2))).Code);
        Assert.Equal(1, store.Load()!.Checkpoint.State.Iteration);
    }

    private static Checkpoint Make(long iteration)
    {
        var log = new LogReport();
        log.Set("loss", 0.25);
        log.EndEpoch(1, 2);
        log.Add("loss", 0.5, 4);
        var state = new TrainingState
        {
            Version = "0.1.0",
            RecipeHash = "abc",
            Epoch = 1,
            BatchPosition = 1,
            Iteration = iteration,
            Log = log.Save(),
        };
        state.AddPart("schedule", [new("step", iteration), new("best", double.PositiveInfinity)]);
        state.Generators["loader"] = [1, 2, 3];

        var checkpoint = new Checkpoint(state);
        checkpoint.Add(Checkpoint.Model,
        [
            new("conv.weight", Tensor.FromArray<float>([0, 1, 2, 3, 4, 5], 2, 3)),
            new("bn.running_mean", Tensor.FromArray<double>([0.5])),
            new("bn.num_batches_tracked", Tensor.FromScalar(iteration)),
            new("half", Tensor.FromArray<Half>([(Half)0.5])),
            new("brain", Tensor.FromArray<float>([1.5f]).To(DType.BFloat16)),
            new("flag", Tensor.FromArray<bool>([true])),
        ]);
        checkpoint.Add(Checkpoint.Optimizer, [new("exp_avg.0", Aten.Ones([2, 3]))]);
        return checkpoint;
    }
}
