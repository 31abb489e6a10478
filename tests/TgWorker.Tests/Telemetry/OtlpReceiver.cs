using System.Text;
using TgWorker.Tests.Handlers;

namespace TgWorker.Tests.Telemetry;

/// <summary>Receives OTLP over HTTP, as a collector would.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly LoopbackEndpoint _endpoint = LoopbackEndpoint.Answering(200, "Content-Type: application/x-protobuf");
    private readonly List<(string Path, byte[] Body)> _received = [];

    public string Url => _endpoint.Url("").ToString();

    // resource_spans.scope_spans.spans, and so on: opentelemetry-proto's collector requests are alike up to here.
    public IEnumerable<ProtoMessage> Spans => Of("/v1/traces");

    public IEnumerable<string> Metrics => Of("/v1/metrics").SelectMany(metric => metric.Texts("1")).Distinct();

    public IEnumerable<ProtoMessage> Logs => Of("/v1/logs");

    /// <summary>Everything, as far as it is text.</summary>
    public string Everything => string.Join('\n', _received.Select(one => Encoding.UTF8.GetString(one.Body)));

    /// <summary>The value of a text attribute of the resource.</summary>
    public string Resource(string name) => _received.SelectMany(one => new ProtoMessage(one.Body).Messages("1.1.1"))
        .First(attribute => attribute.Texts("1").Single() == name).Texts("2.1").Single();

    /// <summary>Takes in what has come so far.</summary>
    public async Task ReadAsync()
    {
        while (_endpoint.Unread > 0)
        {
            var request = await _endpoint.NextAsync();
            _received.Add((request.RequestLine.Split(' ')[1], request.Body));
        }
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private IEnumerable<ProtoMessage> Of(string path) =>
        _received.Where(one => one.Path == path).SelectMany(one => new ProtoMessage(one.Body).Messages("1.2.2"));
}
