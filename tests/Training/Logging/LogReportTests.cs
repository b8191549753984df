using Foldline.Training.Logging;

namespace Foldline.Tests.Training.Logging;

public sealed class LogReportTests
{
    [Fact]
    [Trait("kind", "oracle")]
    public void Add_UnequalBatches_GivesTheMeanOverSamples()
    {
        var cases = Oracle.Cases("numeric/metrics").Where(item => item.GetProperty("kind").GetString() == "epoch_aggregation").ToList();
        Assert.NotEmpty(cases);
        foreach (var item in cases)
        {
            var log = new LogReport();
            foreach (var batch in item.GetProperty("per_sample").Numbers().Chunk(item.GetProperty("batch_size").GetInt32()))
                log.Add("loss", batch.Average(), batch.Length);

            Assert.Equal(item.GetProperty("mean_over_samples").GetDouble(), log.EndEpoch(1, 1)["loss"]!.Value, 1e-12);
        }
    }

    [Fact]
    public void Write_GivesOneLineAnEpochAndKeepsColumns()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("log.csv");
        var log = new LogReport();
        log.Add("train.loss", 1.5, 2);
        log.EndEpoch(1, 10);
        log.Set("valid.auc", double.NaN);
        log.Set("odd,\"name\"", 3);
        log.Add("train.loss", 0.1, 2);
        log.EndEpoch(2, 20);
        LogFile.Write(path, log);

        Assert.Equal("epoch,iteration,train.loss,valid.auc,\"odd,\"\"name\"\"\"\n1,10,1.5,,\n2,20,0.1,NaN,3\n", File.ReadAllText(path));
    }

    [Fact]
    public void Load_InTheMiddleOfAnEpoch_ContinuesAsIfNothingHadHappened()
    {
        var (whole, first) = (new LogReport(), new LogReport());
        foreach (var log in new[] { whole, first })
        {
            log.Add("loss", 1, 3);
            log.EndEpoch(1, 1);
            log.Add("loss", 0.5, 3);
            log.Set("lr", 0.1);
        }

        var resumed = new LogReport();
        resumed.Load(first.Save());
        first.Add("loss", 99, 1);
        foreach (var log in new[] { whole, resumed })
        {
            log.Add("loss", 0.25, 1);
            log.EndEpoch(2, 3);
        }

        Assert.Equal(whole.Columns, resumed.Columns);
        Assert.Equal(whole.Rows.Select(row => (row.Epoch, row["loss"], row["lr"])), resumed.Rows.Select(row => (row.Epoch, row["loss"], row["lr"])));
        Assert.Equal(0.4375, resumed.Rows[1]["loss"]);
    }

    [Fact]
    public void Latest_PrefersThisEpochOverTheLastLine()
    {
        var log = new LogReport();
        log.Set("a", 1);
        log.Set("b", 1);
        log.EndEpoch(1, 1);
        log.Add("a", 2, 1);

        Assert.Equal([("a", 2.0), ("b", 1.0)], log.Latest.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Table_FormatsCells()
    {
        var log = new LogReport();
        log.Set("loss", 0.123456);
        log.Set("lr", 1.25e-5);
        var table = new LogTable(["loss", "lr", "auc"]);

        Assert.Equal(["epoch", "iteration", "loss", "lr", "auc"], table.Headers);
        Assert.Equal(["3", "30", "0.1235", "1.25e-5", ""], table.Cells(log.EndEpoch(3, 30)));
    }
}
