using System.Text.Json;
using System.Text.Json.Serialization;
using TgWorker.Bots.Outbox;

namespace TgWorker.Bots.Broadcasts;

/// <summary>A plan as the queue keeps it.</summary>
internal sealed record StoredPlan(string Bot, string Method, JsonElement Parameters)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public string Title { get; init; } = "";

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? HoursText { get; init; }

    public string? TimeZone { get; init; }

    public int Priority { get; init; }

    public bool IsPaid { get; init; }

    [JsonIgnore]
    public BroadcastHours? Hours => HoursText is null ? null : BroadcastHours.Parse(HoursText, TimeZone ?? "UTC");

    /// <summary>Checks a plan.</summary>
    /// <exception cref="ArgumentException">It makes no sense.</exception>
    public static StoredPlan Of(BroadcastPlan plan, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(plan.Bot, nameof(plan));
        var call = CallOf(plan);
        if (!BroadcastMethods.Sends(call.Method))
        {
            throw new ArgumentException($"{call.Method} sends nothing to a chat: give a method such as sendMessage.", nameof(plan));
        }

        if (plan.IsPaid && !BroadcastMethods.TakesPaid(call.Method))
        {
            throw new ArgumentException($"Telegram takes no Stars for {call.Method}: leave the broadcast unpaid.", nameof(plan));
        }

        if (plan.Until is { } until && until <= (plan.NotBefore > now ? plan.NotBefore.Value : now))
        {
            throw new ArgumentException(
                $"The broadcast would be over before it begins: it is to end at {until:u}. Give a later time.", nameof(plan));
        }

        return new StoredPlan(plan.Bot, call.Method, call.Parameters)
        {
            Title = plan.Title,
            NotBefore = plan.NotBefore,
            Until = plan.Until,
            HoursText = plan.Hours is { } hours ? FormattableString.Invariant($"{hours.From:HH:mm}-{hours.To:HH:mm}") : null,
            TimeZone = plan.Hours?.TimeZone,
            Priority = plan.Priority,
            IsPaid = plan.IsPaid,
        };
    }

    // The files' own parameters are put in when they are uploaded.
    private static OutgoingCall CallOf(BroadcastPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan.Request, nameof(plan));
        if (!FirstUpload.IsIn(plan.Request))
        {
            return OutgoingCall.Of(plan.Request);
        }

        var method = plan.Request.MethodName;
        if (!FirstUpload.Takes(method))
        {
            throw new ArgumentException($"{method} takes its files by file_id or URL in a broadcast, not from a stream.", nameof(plan));
        }

        return plan.UploadTo is null
            ? throw new ArgumentException(
                $"{method} uploads a file from a stream: give UploadTo, a chat of yours that gets it first, or a file_id or a URL.",
                nameof(plan))
            : new OutgoingCall(method, default);
    }

    public static StoredPlan Read(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<StoredPlan>(json.Span, Json)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
