namespace DiscordBridge;

/// <summary>Puts a Telegram message into words for Discord.</summary>
public sealed class Copy(DiscordChannel channel)
{
    public Task SendAsync(UpdateView message, CancellationToken cancellationToken)
    {
        var author = message.Content.TryGetProperty("from", out var from) ? from.GetProperty("first_name").GetString()! : "Someone";
        var text = message.Text ?? $"({message.MessageKind})";
        return channel.PostAsync(author, message.Kind == UpdateKind.EditedMessage ? text + " (edited)" : text, cancellationToken);
    }
}
