using System.Net.Http.Headers;
using System.Text.Json;

namespace TgWorker.Hosting.Notifying;

/// <summary>JSON as the body of a request, with its length: not every receiver takes chunks.</summary>
internal sealed class JsonBody : ByteArrayContent
{
    private JsonBody(byte[] json)
        : base(json) => Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");

    public static JsonBody Of<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value));
}
