using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Bots.Outgoing;

/// <summary>
/// What names a call within its update: the method and a hash of the parameters. Of an uploaded file, its name and length count, not its
/// bytes, which can be read only once.
/// </summary>
internal static class CallKey
{
    private const int HashBytes = 16;

    /// <summary>
    /// Whether a call leaves something behind, so that it is not to be made twice. Questions are asked again, and <c>sendChatAction</c>
    /// lasts for seconds only. An edit or a deletion counts: made again, it would be refused, and that would end the handler early.
    /// </summary>
    public static bool LeavesSomething(string method) => !method.StartsWith("get", StringComparison.Ordinal) && method != "sendChatAction";

    public static string Of(IRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), JsonBotAPI.Options));

        // Not disposed: that would close the files before they are sent.
        if (request.ToHttpContent() is MultipartFormDataContent form)
        {
            foreach (var part in form.Where(part => part is StreamContent))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"\n{part.Headers.ContentDisposition?.FileName}\n{part.Headers.ContentLength}"));
            }
        }

        return $"{request.MethodName}:{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes))}";
    }
}
