using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Models;
using Foldline.Tests.Data;
using Foldline.Torch;
using Foldline.Training;
using Foldline.Training.Distillation;

namespace Foldline.Tests.Training.Distillation;

public sealed class FeatureTeacherTests : IDisposable
{
    private const int Side = 32;
    private static readonly ForwardContext Forward = new(Device.Cpu, NumberFormat.Float32);
    private readonly long live = Tensor.Live;

    private static LoaderOptions Options => new() { BatchSize = 6, Height = Side, Width = Side, Threads = 0, HasCompanions = true };

    public void Dispose() => Assert.Equal(live, Tensor.Live);

    [Fact]
    public void Distance_IsTheMeanOverAllImages_OfThoseThatHaveACompanion()
    {
        using var scope = new TensorScope();
        using var teacher = new FeatureTeacher(Network(1), Forward, 0.5);
        using var same = Network(1);
        same.Eval();
        using var loader = Loader([0, 1, 2, 3, 4, 5]);
        using var batch = loader.Epoch(0).Single();
        using var noGrad = GradMode.NoGrad();
        var features = Forward.ForwardFeatures(same, batch.Images);
        var wanted = Forward.ForwardFeatures(same, batch.Companions!);
        var distances = (features - wanted).Pow(2).Mean([1, 2, 3]).ToArray<float>();

        var distance = teacher.Distance(features, batch)!.ToDouble();

        Assert.Equal((distances[1] + distances[2] + distances[4] + distances[5]) / 6.0, distance, 6);
        Assert.True(distance > 1e-6);
    }

    [Fact]
    public void Distance_OfImagesWithoutCompanions_IsNone()
    {
        using var scope = new TensorScope();
        using var teacher = new FeatureTeacher(Network(1), Forward, 0.5);
        using var loader = Loader([0, 3]);
        using var batch = loader.Epoch(0).Single();

        Assert.Null(teacher.Distance(Tensor.FromArray([1f]), batch));
    }

    [Fact]
    public void Distance_WithoutCompanions_LooksAtTheImages()
    {
        using var scope = new TensorScope();
        using var teacher = new FeatureTeacher(Network(1), Forward, 0.5);
        using var same = Network(1);
        same.Eval();
        using var loader = new BatchLoader(new TwinSource(4, Side, 3), new TransformPipeline([]), Options with { HasCompanions = false });
        using var batch = loader.Epoch(0).Single();

        Assert.Equal(0, teacher.Distance(Forward.ForwardFeatures(same, batch.Images), batch)!.ToDouble());
    }

    [Fact]
    public void Distance_TeachesTheStudentAndLeavesTheTeacherAsItWas()
    {
        using var scope = new TensorScope();
        var network = Network(1);
        using var teacher = new FeatureTeacher(network, Forward, 0.5);
        using var student = Network(2);
        student.Train();
        var before = network.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.To(DType.Float32).ToArray<float>());
        using var loader = Loader([1, 2, 4]);
        using var batch = loader.Epoch(0).Single();

        teacher.Distance(Forward.ForwardWithFeatures(student, batch.Images).Features, batch)!.Backward();

        Assert.All(network.Parameters(), parameter => Assert.Null(parameter.Grad));
        Assert.All(network.StateDict(), pair => Assert.Equal(before[pair.Key], pair.Value.To(DType.Float32).ToArray<float>()));
        Assert.NotNull(student.Parameters()[0].Grad);
    }

    [Fact]
    public void ForwardWithFeatures_GivesTheLogitsOfForward()
    {
        using var scope = new TensorScope();
        using var model = Network(3);
        model.Eval();
        using var noGrad = GradMode.NoGrad();
        using var loader = Loader([0, 1]);
        using var batch = loader.Epoch(0).Single();
        var half = new ForwardContext(Device.Cpu, NumberFormat.BFloat16);

        Assert.Equal(half.Forward(model, batch.Images).ToArray<float>(), half.ForwardWithFeatures(model, batch.Images).Logits.ToArray<float>());
    }

    private static BatchLoader Loader(int[] rows) => new(new TwinSource(6, Side, 3) { IsNegative = true }, new TransformPipeline([]), Options, rows);

    private static ImageModel Network(ulong seed)
    {
        using var generator = new TorchGenerator(seed);
        return ModelRegistry.Create("mobilenetv2_035", new ModelOptions { NumClasses = 2 }, generator);
    }
}
