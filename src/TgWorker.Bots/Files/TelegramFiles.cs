using System.Globalization;
using System.Runtime.ExceptionServices;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using TgWorker.Bots.Files;

namespace TgWorker.Bots;

/// <summary>Files from Telegram and to it, with limits.</summary>
/// <remarks>
/// Telegram's own limits, unless the bot has a Bot API server of its own (2,000 MB both ways):
/// https://core.telegram.org/bots/api#getfile, https://core.telegram.org/bots/api#sending-files
/// </remarks>
public static class TelegramFiles
{
    private const long Megabyte = 1024 * 1024;
    private const long MostDown = 20 * Megabyte;
    private const long MostUp = 50 * Megabyte;
    private const long MostOfOwnServer = 2000 * Megabyte;

    /// <summary>Downloads a file into memory: a photo, a document, a voice message.</summary>
    /// <param name="bot">The bot that was sent it.</param>
    /// <param name="file">The file.</param>
    /// <param name="most">The most bytes that it may have, 1 or more; it takes as much memory.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="FileTooLargeException">It has more, whatever Telegram said it had.</exception>
    public static async Task<byte[]> DownloadAsync(
        this ITelegramBotClient bot, FileBase file, long most, CancellationToken cancellationToken = default)
    {
        using var memory = new MemoryStream();
        await bot.DownloadAsync(file, memory, most, cancellationToken).ConfigureAwait(false);
        return memory.ToArray();
    }

    /// <summary>Downloads a file into a stream.</summary>
    /// <param name="bot">The bot that was sent it.</param>
    /// <param name="file">The file.</param>
    /// <param name="destination">Where it goes. When it turns out too large, what came until then has gone there.</param>
    /// <param name="most">The most bytes that it may have, 1 or more. Default: as many as Telegram gives, 20 MB.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="FileTooLargeException">It has more, whatever Telegram said it had.</exception>
    public static async Task DownloadAsync(
        this ITelegramBotClient bot, FileBase file, Stream destination, long? most = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        var given = bot.LocalBotServer ? MostOfOwnServer : MostDown;
        var limit = Math.Min(most ?? given, given);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(most));
        if (file.FileSize > limit)
        {
            throw new FileTooLargeException($"The file has {Bytes(file.FileSize.Value)}, and at most {Bytes(limit)} are taken.");
        }

        var found = await bot.GetFile(file.FileId, cancellationToken).ConfigureAwait(false);
        await using var limited = new LimitedStream(
            destination, limit, () => new FileTooLargeException($"The file has more than the {Bytes(limit)} that are taken."));
        try
        {
            await bot.DownloadFile(found, limited, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestException e) when (e.InnerException is FileTooLargeException tooLarge)
        {
            ExceptionDispatchInfo.Throw(tooLarge);
        }
    }

    /// <summary>
    /// Sends a file of the disk: <c>await bot.UploadAsync("menu.pdf", file => bot.SendDocument(chat, file))</c>. It is read while it is
    /// sent, not into memory.
    /// </summary>
    /// <param name="bot">The bot that sends it.</param>
    /// <param name="path">The file.</param>
    /// <param name="send">Sends it; the file is closed when that ends.</param>
    /// <param name="most">The most bytes that it may have, 1 or more. Default: as many as Telegram takes, 50 MB (a photo: 10 MB).</param>
    /// <exception cref="FileTooLargeException">It has more; nothing was sent.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<T> UploadAsync<T>(this ITelegramBotClient bot, string path, Func<InputFile, Task<T>> send, long? most = null)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(send);
        var taken = bot.LocalBotServer ? MostOfOwnServer : MostUp;
        var limit = Math.Min(most ?? taken, taken);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(most));
        await using var stream = File.OpenRead(path);
        if (stream.Length > limit)
        {
            throw new FileTooLargeException(
                $"{Path.GetFileName(path)} has {Bytes(stream.Length)}, and at most {Bytes(limit)} are sent.");
        }

        return await send(InputFile.FromStream(stream, Path.GetFileName(path))).ConfigureAwait(false);
    }

    private static string Bytes(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} bytes");
}
