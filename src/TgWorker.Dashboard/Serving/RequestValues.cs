using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace TgWorker.Dashboard.Serving;

/// <summary>What a request says in its query or its form.</summary>
internal static class RequestValues
{
    private const int MostBytes = 64 * 1024;
    private const int MostValues = 50;
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The values of the query.</summary>
    public static IReadOnlyDictionary<string, string> OfQuery(HttpRequest request) => Of(request.Query);

    /// <summary>The values of the form; null when there is none, or one that is too large.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> OfFormAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.ContentLength is null or 0 && !request.HasFormContentType)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        if (request.ContentType?.Split(';')[0].Trim() is not FormType || request.ContentLength > MostBytes)
        {
            return null;
        }

        try
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = MostBytes;
            }

            var form = new FormFeature(
                request, new FormOptions { ValueCountLimit = MostValues, KeyLengthLimit = 100, ValueLengthLimit = MostBytes });
            return Of(await form.ReadFormAsync(http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    // Of a name that stands twice the first counts.
    private static Dictionary<string, string> Of(IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values.Take(MostValues))
        {
            read.TryAdd(name, value.FirstOrDefault() ?? "");
        }

        return read;
    }
}
