using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Telegram.Bot;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Sending;
using TgWorker.Core.Telemetry;
using TgWorker.TestSupport.Repository;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Sending;

public sealed partial class MetricsTests
{
    private const string Prefix = "tgworker.outgoing.";

    [Fact]
    public void Metrics_InThePage_AreThoseTheCodeRegisters() => Assert.Equal(
        InPage("telemetry.md", Row()), Registered(Prefix, typeof(OutgoingMetrics)));

    [Fact]
    public void MetricsOfBroadcasts_InThePage_AreThoseTheCodeRegisters() => Assert.Equal(
        InPage("outgoing.md", BroadcastRow()).Order(StringComparer.Ordinal), Registered("tgworker.broadcast.", typeof(BroadcastMetrics)));

    [Fact]
    public async Task Handler_CallsThatAreMadeRefusedAndParked_AreCountedByClass()
    {
        await using var test = new BotTest { EnforceLimits = true };
        test.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 2", retryAfter: 2);
        test.Outgoing.Limits.BotPerSecond = 0;
        test.Routes.OnMessage(async (ITelegramBotClient bot) =>
        {
            await bot.SendMessage(5, "x");
            for (var i = 0; i < 6; i++)
            {
                await bot.SendMessage(100, $"{i}");
            }

            test.Outgoing.ShortWait = TimeSpan.Zero;
            await bot.SendMessage(100, "last");
        });

        Assert.Equal(
            [
                "calls answer 1", "calls notify 6", "parked notify 1", "refused answer 1", "waited answer 2", "waited notify 3",
            ],
            await MeasuredAsync(() => test.FeedAsync(TestUpdate.Text("go", 5))));
    }

    [Fact]
    public async Task WhatWasSentFromOutside_AndToMany_IsCountedByClass()
    {
        await using var test = new BotTest { EnforceLimits = true };
        test.Telegram.Refuse("sendPhoto", 429, "Too Many Requests: retry after 2", retryAfter: 2);
        test.Routes.OnMessage(async (IOutbox outbox, IBroadcasts broadcasts) =>
        {
            await outbox.SendAsync("main", 7, new SendMessageRequest { ChatId = 7, Text = "x" });
            await broadcasts.StartAsync(
                new BroadcastPlan { Bot = "main", Request = new SendPhotoRequest { ChatId = 0, Photo = "F" } },
                new long[] { 8 }.ToAsyncEnumerable());
        });
        await test.FeedAsync(TestUpdate.Text("go", 5));

        Assert.Equal(["calls broadcast 1", "calls notify 1", "refused broadcast 1", "waited broadcast 2"],
            await MeasuredAsync(() => test.PassAsync(TimeSpan.Zero)));
    }

    [Fact]
    public async Task PaidMessages_ThatWereDelivered_AreCountedInStars()
    {
        await using var test = new BotTest();
        test.Telegram.Refuse("sendMessage", 403, "Forbidden: bot was blocked by the user");
        test.Routes.OnMessage(async (ITelegramBotClient bot, IBroadcasts broadcasts) =>
        {
            await Assert.ThrowsAnyAsync<Exception>(() => bot.SendMessage(5, "refused", allowPaidBroadcast: true));
            await bot.SendMessage(5, "free");
            await bot.CopyMessages(5, 7, [1, 2]);
            await bot.SendMediaGroup(5, [new InputMediaPhoto("A"), new InputMediaPhoto("B"), new InputMediaPhoto("C")],
                allowPaidBroadcast: true);
            await broadcasts.StartAsync(
                new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "x" }, IsPaid = true },
                new long[] { 8, 9 }.ToAsyncEnumerable());
        });

        var measured = await MeasuredAsync(async () =>
        {
            await test.FeedAsync(TestUpdate.Text("go", 5));
            await test.PassAsync(TimeSpan.FromSeconds(1));
        });

        Assert.Equal(
            ["stars answer 0.3", "stars broadcast 0.2"], measured.Where(line => line.StartsWith("stars", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> InPage(string page, Regex row) => row.Matches(File.ReadAllText(SourceTree.File("docs", page)))
        .Select(match => $"{match.Groups["name"].Value} {match.Groups["unit"].Value}");

    private static IOrderedEnumerable<string> Registered(string prefix, Type metrics)
    {
        var registered = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument, registered, prefix) };
        RuntimeHelpers.RunClassConstructor(metrics.TypeHandle);
        listener.Start();
        return registered.Order(StringComparer.Ordinal);
    }

    private static async Task<IEnumerable<string>> MeasuredAsync(Func<Task> act)
    {
        // Other tests run beside this one.
        var inTest = new AsyncLocal<bool> { Value = true };
        var measured = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (Note(instrument, []))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((its, value, tags, _) => Add(its, value, tags));
        listener.SetMeasurementEventCallback<double>((its, value, tags, _) => Add(its, value, tags));
        listener.Start();
        await act();
        return measured.Select(pair => FormattableString.Invariant($"{pair.Key} {Math.Round(pair.Value, 3)}"))
            .Order(StringComparer.Ordinal);

        void Add(Instrument its, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (inTest.Value)
            {
                var key = $"{its.Name[Prefix.Length..]} {tags[0].Value}";
                measured[key] = measured.GetValueOrDefault(key) + value;
            }
        }
    }

    private static bool Note(Instrument instrument, List<string> registered, string prefix = Prefix)
    {
        if (instrument.Meter.Name != WorkerTelemetry.Name || !instrument.Name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        registered.Add($"{instrument.Name} {instrument.Unit}");
        return true;
    }

    [GeneratedRegex(@"^\| `(?<name>tgworker\.outgoing\.(?!class)[^`]+)` \| (?<unit>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<name>tgworker\.broadcast\.[^`]+)` \| (counter|gauge) \| (?<unit>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex BroadcastRow();
}
