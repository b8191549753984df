using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Recipes;

public sealed class RecipeStagesTests
{
    private const string Staged = SampleRecipes.Small + """

        curves: SELECT id, label, points FROM train
        stages:
          teacher:
            input: {curves: {width: 0.02}}
            train: {only: drawn, epochs: 5}
          student:
            train: {only: drawn, teacher: {from: teacher, weight: 0.25}, optimizer: {adam: {weight_decay: 0.1}}}
          final:
            model: {weights: student}
            train: {optimizer: {sgd: {lr: 0.1}}, ema: null}
        """;

    [Fact]
    public void Read_GivesTheLastStageWithThoseBeforeIt()
    {
        var recipe = SampleRecipes.Read(Staged);
        var (teacher, student) = (recipe.Stages!.Earlier[0], recipe.Stages.Earlier[1]);

        Assert.Equal(("teacher", "student", "final"), (teacher.Name, student.Name, recipe.Stages.Last));
        Assert.Equal((5, 2, 2), (teacher.Recipe.Train.Epochs, student.Recipe.Train.Epochs, recipe.Train.Epochs));
        Assert.Equal(new CurveSpec(0.02), teacher.Recipe.Input.Curves);
        Assert.Null(student.Recipe.Input.Curves);
        Assert.Equal(new TeacherSpec("teacher", 0.25), student.Recipe.Train.Teacher);
        Assert.Equal(new PartSpec("adam", ("lr", 1e-3), ("weight_decay", 0.1)), student.Recipe.Train.Optimizer);
        Assert.Equal(new PartSpec("sgd", ("lr", 0.1)), recipe.Train.Optimizer);
        Assert.Equal(("drawn", "drawn", null), (teacher.Recipe.Train.Only, student.Recipe.Train.Only, recipe.Train.Only));
        Assert.Equal("student", recipe.Model.Weights);
        Assert.Null(recipe.Train.Ema);
        Assert.All(recipe.Stages.Earlier, stage => Assert.Null(stage.Recipe.Stages));
    }

    [Fact]
    public void Write_ThenRead_GivesAnEqualRecipe()
    {
        var recipe = SampleRecipes.Read(Staged);

        Assert.Equal(recipe, SampleRecipes.Read(RecipeWriter.ToYaml(recipe)));
        Assert.Equal(recipe.Stages!.Earlier[1].Recipe, SampleRecipes.Read(RecipeWriter.ToYaml(recipe.Stages.Earlier[1].Recipe)));
    }

    [Fact]
    public void Override_OfAllStages_LeavesWhatAStageSaysItself()
    {
        var recipe = SampleRecipes.Read(Staged, "train.epochs=9");

        Assert.Equal([5, 9, 9], recipe.Stages!.Earlier.Select(stage => stage.Recipe.Train.Epochs).Append(recipe.Train.Epochs));
    }

    [Theory]
    [InlineData("stages.teacher.train.epochs=7")]
    [InlineData("stages.teacher.train={epochs: 7}")]
    public void Override_OfOneStage_ChangesThatOne(string change)
    {
        var recipe = SampleRecipes.Read(Staged, change, "stages.student.train.loss={focal: {mode: multiclass}}", "stages.student.train.optimizer.adam.lr=0.5", "stages.final.input.curves=true");

        Assert.Equal([7, 2, 2], recipe.Stages!.Earlier.Select(stage => stage.Recipe.Train.Epochs).Append(recipe.Train.Epochs));
        Assert.Equal("focal", recipe.Stages.Earlier[1].Recipe.Train.Loss.Name);
        Assert.Equal(new PartSpec("adam", ("lr", 0.5), ("weight_decay", 0.1)), recipe.Stages.Earlier[1].Recipe.Train.Optimizer);
        Assert.Equal(new CurveSpec(), recipe.Input.Curves);
    }

    [Theory]
    [InlineData("stages.techer.train.epochs=7", "FL6009")]
    [InlineData("stages.teacher.train.epoch=7", "FL6009")]
    [InlineData("stages.teacher.folds={k_fold: {count: 2}}", "FL6009")]
    [InlineData("stages.teacher={folds: {k_fold: {count: 2}}}", "FL6004")]
    [InlineData("stages.teacher=3", "FL6005")]
    [InlineData("stages={}", "FL6005")]
    [InlineData("stages.student.input.image=other", "FL6005")]
    [InlineData("stages.teacher.model.weights=student", "FL6102")]
    [InlineData("stages.student.train.teacher.from=student", "FL6102")]
    [InlineData("stages.student.train.teacher.weight=0", "FL6005")]
    [InlineData("stages.student.train.teacher=teacher", "FL6005")]
    [InlineData("input.curves={width: 2}", "FL6005")]
    public void Read_OfWrongStages_IsRefused(string change, string code) => Assert.Equal(code, SampleRecipes.Fails(Staged, change).Code);

    [Fact]
    public void Read_OfDrawnCurvesWithoutAny_IsRefused() => Assert.Equal("FL6006", SampleRecipes.Fails(SampleRecipes.Small, "input.curves=true").Code);

    [Fact]
    public void Read_WithoutStages_HasNone() => Assert.Null(SampleRecipes.Read(Staged, "stages=null").Stages);
}
