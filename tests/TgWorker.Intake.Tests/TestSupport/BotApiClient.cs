using System.Text.Json;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>Calls a Bot API server as anybody would.</summary>
internal sealed class BotApiClient(string url, string token)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public async Task<(int Status, JsonElement Answer)> CallAsync(string method, params (string Name, string Value)[] parameters)
    {
        using var form = new FormUrlEncodedContent(parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await Http.PostAsync(new Uri($"{url}bot{token}/{method}"), form);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    public async Task<IReadOnlyList<int>> GetUpdatesAsync(int offset, int timeout = 0, int limit = 100)
    {
        var (_, answer) = await CallAsync("getUpdates", ("offset", $"{offset}"), ("timeout", $"{timeout}"), ("limit", $"{limit}"));
        return [.. answer.GetProperty("result").EnumerateArray().Select(update => update.GetProperty("update_id").GetInt32())];
    }
}
