using TgWorker.Core.Updates;

namespace TgWorker.Core.Telemetry;

/// <summary>The kind of an update as a metric's attribute: one of those Telegram has, so that nobody can make up new series.</summary>
internal static class UpdateRoute
{
    private const string Other = "other";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Enum.GetValues<UpdateKind>().Where(kind => kind != UpdateKind.Unknown).Select(FieldNames<UpdateKind>.All.NameOf), Other];

    /// <summary>The kind; <c>other</c> when it is none of Telegram's.</summary>
    public static string Of(UpdateView update) =>
        update.Kind == UpdateKind.Unknown ? Other : FieldNames<UpdateKind>.All.NameOf(update.Kind);
}
