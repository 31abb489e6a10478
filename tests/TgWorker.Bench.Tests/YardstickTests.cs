namespace TgWorker.Bench.Tests;

public class YardstickTests
{
    [Theory]
    [InlineData("\"test\",\"rps\",\"avg_latency_ms\"\n\"SET\",\"83472.46\",\"0.321\"\n", 83472.46)]
    [InlineData("\"SET\",\"50000.00\"\n", 50000.0)]
    [InlineData("Could not connect to Redis\n", null)]
    public void Parse_AnswerOfRedisBenchmark_FindsTheRate(string csv, double? expected) => Assert.Equal(expected, Yardstick.Parse(csv));
}
