using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Telemetry;

/// <summary>Which signals are sent by OTLP, as OpenTelemetry's own variables say.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/, except that nothing is sent where nothing is
/// set.</remarks>
internal sealed record OtlpSignals(bool Traces, bool Metrics, bool Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => Traces || Metrics || Logs;

    /// <summary>Reads the variables; what is wrong with them goes to <paramref name="problems"/>.</summary>
    public static OtlpSignals Read(Func<string, string?> variable, List<ConfigurationProblem> problems)
    {
        if (string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new OtlpSignals(false, false, false);
        }

        var all = HasEndpoint(Endpoint);
        return new OtlpSignals(IsOn("TRACES"), IsOn("METRICS"), IsOn("LOGS"));

        bool IsOn(string signal)
        {
            var hasEndpoint = HasEndpoint($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") || all;
            var name = $"OTEL_{signal}_EXPORTER";
            switch (variable(name))
            {
                case null or "":
                    return hasEndpoint;
                case "otlp":
                    return true;
                case "none":
                    return false;
                case var other:
                    problems.Add(new ConfigurationProblem(name, $"'{other}' is not supported: give otlp or none"));
                    return false;
            }
        }

        bool HasEndpoint(string name)
        {
            if (variable(name) is not { Length: > 0 } endpoint)
            {
                return false;
            }

            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
                || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            {
                problems.Add(new ConfigurationProblem(name, $"'{MaskedUrl.Of(endpoint)}' is not an http:// or https:// URL"));
            }

            return true;
        }
    }
}
