using System.Text;
using System.Text.Json.Nodes;
using TgWorker.Core.Jobs;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

/// <summary>Jobs that are on the queue and not for this worker, whatever stands in them.</summary>
public class ForeignJobTests
{
    private const string Update = """s:6:"update";s:15:"{"update_id":9}";""";
    private const string Ours = "App\\Jobs\\ProcessTelegramUpdate";

    [Theory]
    [InlineData("App\\Jobs\\ProcessTelegramUpdate", null, true)]
    [InlineData("App\\Jobs\\ProcessTelegramUpdateJob", null, true)]
    [InlineData("app\\jobs\\processtelegramupdate", null, true)]
    [InlineData("App\\Jobs\\ProcessTelegramUpdates", null, false)]
    [InlineData("App\\Notifications\\Notify", null, false)]
    [InlineData("App\\Notifications\\Notify", "App\\Notifications\\*", true)]
    [InlineData("App\\Notifications\\Notify", "\\App\\Notifications\\Notify", true)]
    [InlineData("App\\Notifications", "App\\Notifications\\*", false)]
    [InlineData("J", "*", true)]
    [InlineData("App\\Jobs\\ProcessTelegramUpdate", "App\\Other", false)]
    public void Read_ClassWithAnUpdateInIt_IsOursOnlyByName(string name, string? classes, bool isOurs)
    {
        var job = Read(Command(name, 1, Update), classes);

        Assert.Equal((isOurs, !isOurs), (job.Problem is null, job.IsForeign));
        if (!isOurs)
        {
            Assert.StartsWith($"The job's class {name} is not among Laravel:JobClasses, so it is left to PHP.", job.Problem,
                StringComparison.Ordinal);
            Assert.Contains("Laravel:Foreign is php", job.Problem, StringComparison.Ordinal);
            Assert.Null(job.UpdateId);
        }
    }

    [Theory]
    [InlineData("App\\Jobs\\Handler@process", false)]
    [InlineData("App\\Jobs\\ProcessTelegramUpdate@handle", true)]
    [InlineData("Illuminate\\Events\\CallQueuedListener", false)]
    [InlineData("Illuminate\\Queue\\CallQueuedHandler@call", true)]
    [InlineData(null, true)]
    public void Read_JobNamesItsHandler_ThatClassCounts(string? handler, bool isOurs)
    {
        var job = Read(new JsonObject { ["job"] = handler,
            ["data"] = new JsonObject { ["update"] = new JsonObject { ["update_id"] = 1 } } }.ToJsonString());

        Assert.Equal(isOurs, !job.IsForeign);
    }

    [Theory]
    [InlineData("""s:7:"chained";a:1:{i:0;s:16:"O:4:"Mail":0:{};";}""", "has 1 more chained behind it")]
    [InlineData("""s:19:"chainCatchCallbacks";a:1:{i:0;s:1:"x";}""", "ends a chain with callbacks")]
    [InlineData("""s:7:"batchId";s:4:"a346";""", "is part of a batch")]
    [InlineData("""s:7:"chained";a:0:{}""", null)]
    [InlineData("""s:19:"chainCatchCallbacks";a:0:{}""", null)]
    [InlineData("""s:7:"batchId";N;""", null)]
    public void Read_WorkBehindTheJob_MakesItPhps(string property, string? why)
    {
        var job = Read(Command(Ours, 2, property + Update), classes: "*");

        Assert.Equal(why is not null, job.IsForeign);
        Assert.Contains(why ?? "", job.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BatchInTheEnvelopeAlone_MakesItPhps()
    {
        var entry = JsonNode.Parse(Command(Ours, 1, Update))!;
        entry["data"]!["batchId"] = "a3464008-a114-44f4-887c-93b3c6ac4cf1";

        Assert.Contains("is part of a batch", Read(entry.ToJsonString()).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UniqueJob_HasTheKeyOfItsLock()
    {
        var job = new EnvelopeReader(AnyClass.Options).Read(Fixtures.LaravelEntry("laravel-11.56/c_unique"));

        Assert.Equal((null, "laravel_unique_job:App\\Jobs\\UniqueJob:u-main"), (job.Problem, job.UniqueLock));
    }

    [Fact]
    public void Read_UniqueLockInAnotherStore_MakesItPhps()
    {
        var options = new EnvelopeOptions { JobClasses = JobClasses.Parse(["*"]), CacheStore = "redis2" };

        var job = new EnvelopeReader(options).Read(Fixtures.LaravelEntry("laravel-11.56/c_unique"));

        Assert.Equal((true, null), (job.IsForeign, job.UniqueLock));
        Assert.Contains("in Laravel's cache store 'redis', which only PHP can release", job.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"hidden":{"laravel_unique_job_key":"s:3:\"a:b\";"}}""", "a:b")]
    [InlineData("""{"hidden":{"laravel_unique_job_key":["s:3:\"a:b\";"]}}""", null)]
    [InlineData("""{"hidden":{"laravel_unique_job_key":"N;"}}""", null)]
    [InlineData("""{"hidden":[1,{"laravel_unique_job_key":"s:3:\"a:b\";"}]}""", null)]
    [InlineData("""{"data":{"laravel_unique_job_key":"s:3:\"a:b\";"},"hidden":{"x":{"y":1}}}""", null)]
    [InlineData("""[]""", null)]
    [InlineData("null", null)]
    public void UniqueLock_EveryFormOfTheContext_IsReadOrLeft(string context, string? key)
    {
        var job = Read($$"""{"illuminate:log:context":{{context}},"update_id":3}""");

        Assert.Equal((null, key), (job.Problem, job.UniqueLock));
    }

    [Fact]
    public void DuplicateScope_OtherClass_IsItsOwn()
    {
        Assert.Equal("", Read(Command(Ours, 1, Update)).DuplicateScope);
        Assert.Equal("", Read(Command(Ours + "Job", 1, Update)).DuplicateScope);
        Assert.Equal("", Read("""{"update_id":3}""").DuplicateScope);
        Assert.Equal("App%5CNotify", Read(Command("App\\Notify", 1, Update), "*").DuplicateScope);
    }

    [Theory]
    [InlineData("")]
    [InlineData("App\\Jobs*\\X")]
    [InlineData("App Jobs")]
    public void Parse_NoClassName_SaysSo(string pattern) => Assert.Throws<FormatException>(() => JobClasses.Parse([pattern]));

    private static Job Read(string entry, string? classes = null) => new EnvelopeReader(
        classes is null ? new EnvelopeOptions() : new EnvelopeOptions { JobClasses = JobClasses.Parse([classes]) })
            .Read(Encoding.UTF8.GetBytes(entry));

    private static string Command(string name, int properties, string text) => new JsonObject
    {
        ["job"] = "Illuminate\\Queue\\CallQueuedHandler@call",
        ["data"] = new JsonObject { ["command"] = $"O:{name.Length}:\"{name}\":{properties}:{{{text}}}" },
    }.ToJsonString();
}
