using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Telemetry;

namespace TgWorker.Tests.Telemetry;

public class OtlpSignalsTests
{
    [Theory]
    [InlineData("", false, false, false)]
    [InlineData("OTEL_SERVICE_NAME=bot", false, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", true, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_LOGS_EXPORTER=none", true, true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://collector/v1/metrics", false, true, false)]
    [InlineData("OTEL_TRACES_EXPORTER=otlp", true, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_SDK_DISABLED=TRUE", false, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=", false, false, false)]
    public void Read_TheStandardVariables_SendsWhatTheyAskFor(string variables, bool traces, bool metrics, bool logs)
    {
        var problems = new List<ConfigurationProblem>();

        Assert.Equal(new OtlpSignals(traces, metrics, logs), OtlpSignals.Read(Variables(variables).GetValueOrDefault, problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER=zipkin", "OTEL_TRACES_EXPORTER: 'zipkin' is not supported: give otlp or none")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317",
        "OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' is not an http:// or https:// URL")]
    public void Read_WhatCannotBe_IsSaid(string variables, string problem)
    {
        var problems = new List<ConfigurationProblem>();

        OtlpSignals.Read(Variables(variables).GetValueOrDefault, problems);

        Assert.Equal(problem, Assert.Single(problems).ToString());
    }

    private static Dictionary<string, string> Variables(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
