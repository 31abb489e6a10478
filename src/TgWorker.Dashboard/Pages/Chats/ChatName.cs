using System.Globalization;
using System.Text;
using TgWorker.Core.Lanes;
using TgWorker.Core.Updates;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Which chat somebody asks for: by its name, such as <c>main:5123456789</c>, or by bot and id.</summary>
internal static class ChatName
{
    /// <summary>Its lane; null when that is not clear.</summary>
    public static string? Of(PageRequest request)
    {
        if (request.Value("lane")?.Trim() is { } lane)
        {
            return IsName(lane) ? lane : null;
        }

        return request.Value("bot") is { } bot && request.Value("chat")?.Trim() is { } chat
            && long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? $"{new BotName(Encoding.UTF8.GetBytes(bot)).InLane}:{chat}"
            : null;
    }

    private static bool IsName(string lane)
    {
        try
        {
            LaneName.Check(lane);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
