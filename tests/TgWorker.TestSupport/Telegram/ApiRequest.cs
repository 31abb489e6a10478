using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TgWorker.TestSupport.Telegram;

/// <summary>A call's parameters, wherever they stood: in the query, in a form, in JSON.</summary>
internal sealed class ApiRequest
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private ApiRequest()
    {
    }

    /// <summary>The certificate that was uploaded.</summary>
    public byte[]? Certificate { get; private set; }

    /// <summary>The parameters as one JSON object.</summary>
    public JsonElement Body { get; private set; }

    public string? this[string name] => _parameters.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        _parameters.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public bool Flag(string name) => _parameters.GetValueOrDefault(name)?.ToLowerInvariant() is "true" or "yes" or "1";

    public static async Task<ApiRequest> ReadAsync(HttpRequest http)
    {
        var request = new ApiRequest();
        foreach (var (name, value) in http.Query)
        {
            request._parameters[name] = value.ToString();
        }

        JsonElement? json = null;
        if (http.HasFormContentType)
        {
            var form = await http.ReadFormAsync();
            foreach (var (name, value) in form)
            {
                request._parameters[name] = value.ToString();
            }

            await request.ReadCertificateAsync(form.Files);
        }
        else
        {
            using var body = new MemoryStream();
            await http.Body.CopyToAsync(body);
            json = body.Length == 0 ? null : JsonElement.Parse(body.ToArray());
            foreach (var property in json is { ValueKind: JsonValueKind.Object } ? json.Value.EnumerateObject() : default)
            {
                request._parameters[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()!
                    : property.Value.GetRawText();
            }
        }

        request.Body = json ?? JsonSerializer.SerializeToElement(request._parameters);
        return request;
    }

    // Sent as the parameter's own part, or under another name that the parameter says.
    private async Task ReadCertificateAsync(IFormFileCollection files)
    {
        var name = _parameters.TryGetValue("certificate", out var attached) && attached.StartsWith("attach://", StringComparison.Ordinal)
            ? attached["attach://".Length..]
            : "certificate";
        if (files.GetFile(name) is { } file)
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy);
            Certificate = copy.ToArray();
        }
    }
}
