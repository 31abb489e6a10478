namespace TgWorker.Laravel.Envelopes;

/// <summary>What the job class and its property for the bot are called in the Laravel application.</summary>
public sealed record TgookShape
{
    /// <summary>tgook v1's names.</summary>
    public static TgookShape V1 { get; } = new();

    /// <summary>The job class. Default <c>App\Jobs\ProcessTelegramUpdate</c>.</summary>
    public string ClassName { get; init; } = "App\\Jobs\\ProcessTelegramUpdate";

    /// <summary>The property with the bot's name. Default <c>bot_id</c>; newer applications have <c>botId</c>.</summary>
    public string BotProperty { get; init; } = "bot_id";
}
