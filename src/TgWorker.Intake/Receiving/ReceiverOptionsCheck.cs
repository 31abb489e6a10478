using System.Net;
using Microsoft.Extensions.Options;

namespace TgWorker.Intake.Receiving;

/// <summary>Says all that is wrong with the options.</summary>
internal sealed class ReceiverOptionsCheck : IValidateOptions<ReceiverOptions>
{
    private const int LargestBody = 64 * 1024 * 1024;
    private const int LeastBody = 1024;
    private static readonly TimeSpan LongestReorder = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, ReceiverOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static IEnumerable<string> Problems(ReceiverOptions options)
    {
        if (options.Bots.Count == 0 && !options.AnyBot)
        {
            yield return "There is no bot to receive for: set TelegramBots:NAME:SecretToken for each bot, or add --any-bot "
                + "(Receiver:AnyBot) to accept updates of any bot.";
        }

        foreach (var problem in options.SecretTokens.Select(SecretTokens.Problem).OfType<string>())
        {
            yield return $"Receiver:SecretToken (SECRET_TOKEN) {problem}.";
        }

        foreach (var bot in options.Bots)
        {
            if (bot.Value.Select(SecretTokens.Problem).OfType<string>().FirstOrDefault() is { } problem)
            {
                yield return $"TelegramBots:{bot.Key}:SecretToken {problem}.";
            }
        }

        if (!options.Path.StartsWith('/') || !options.Path.EndsWith('/') || options.Path.AsSpan().IndexOfAny("?#{}%") >= 0)
        {
            yield return $"Receiver:Path '{options.Path}' is not a path: a path begins and ends with a slash, and the bot's name "
                + "follows it.";
        }

        if (options.MaxBody is < LeastBody or > LargestBody)
        {
            yield return $"Receiver:MaxBody is {options.MaxBody}: give {LeastBody} to {LargestBody} bytes.";
        }

        if (options.Reorder < TimeSpan.Zero || options.Reorder > LongestReorder)
        {
            yield return $"Receiver:Reorder is {options.Reorder.TotalMilliseconds:0} ms: give 0 to "
                + $"{LongestReorder.TotalMilliseconds:0}, within which Telegram gets its answer.";
        }

        if (options.MaxBacklog < 0)
        {
            yield return $"Receiver:MaxBacklog is {options.MaxBacklog}: give a number of updates, 0 for no limit.";
        }

        if (options.DrainDelay < TimeSpan.Zero || options.DrainDelay > LongestWait || options.Grace < TimeSpan.Zero
            || options.Grace > LongestWait)
        {
            yield return $"Receiver:DrainDelay and Receiver:Grace are {options.DrainDelay.TotalSeconds:0.#} s and "
                + $"{options.Grace.TotalSeconds:0.#} s: give 0 to {LongestWait.TotalSeconds:0}.";
        }

        foreach (var problem in options.Listen.Select(ListenUrl.Problem).OfType<string>())
        {
            yield return $"Receiver:Listen (--listen) {problem}.";
        }

        if (options.Certificate is null && options.Listen.Any(url => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
        {
            yield return "Receiver:Certificate is missing, which https needs: give the file with the certificate in PEM, or make one "
                + "with 'tgworker webhook set URL --self-signed'.";
        }

        foreach (var network in options.AllowFrom.Concat(options.KnownProxies)
            .Where(network => network != TelegramNetworks.Name && !IPNetwork.TryParse(network, out _)
                && !IPAddress.TryParse(network, out _)))
        {
            yield return $"'{network}' is not a network: give one such as 149.154.160.0/20, an address, or {TelegramNetworks.Name} for "
                + $"Telegram's (Receiver:AllowFrom, Receiver:KnownProxies).";
        }
    }
}
