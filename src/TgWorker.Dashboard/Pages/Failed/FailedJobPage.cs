using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>One failed job.</summary>
internal sealed class FailedJobPage(DashboardQueues queues, IJobReader reader, DashboardOptions options) : IPage
{
    private const int MostDetail = 20_000;

    public string Path => "/failed/job";

    public string? Menu => null;

    public Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken) => LoadAsync(request, isRevealed: false, cancellationToken);

    /// <summary>The page; with all of the payload where that was granted.</summary>
    public async Task<PageView> LoadAsync(PageRequest request, bool isRevealed, CancellationToken cancellationToken)
    {
        var queue = await queues.FindAsync(request.Value("queue"), cancellationToken) ?? (await queues.GetAsync(cancellationToken))[0];
        var id = request.Value("id");
        var job = id is null ? null : await queue.FailedJobs.FindAsync(id, cancellationToken);
        return job is null
            ? new PageView("No such failed job", new { }, Piece.Nothing("There is no such failed job. It may have been retried or forgotten.")) { Status = 404 }
            : Show(job, queue, request, isRevealed);
    }

    /// <summary>Whether somebody may have a payload shown.</summary>
    public bool MayReveal(PageRequest request) => request.Person.Role == DashboardRole.Admin && options.Payloads != PayloadDisplay.Never;

    private PageView Show(FailedJob job, IUpdateQueue queue, PageRequest request, bool isRevealed)
    {
        var isAll = isRevealed || (options.Payloads == PayloadDisplay.Full && request.Person.Role == DashboardRole.Admin);
        var model = new FailedJobModel(job.Id, queue.Name, job.Lane, job.Bot, job.UpdateId, job.FailedAt, job.Attempts, job.Error, job.Worker)
        {
            Detail = job.Detail is { } detail && detail.Length > MostDetail ? detail[..MostDetail] : job.Detail,
            PayloadLength = job.Payload.Length,
            Payload = options.Payloads == PayloadDisplay.Never ? null : isAll ? Text(job.Payload) : MaskedPayload.Of(reader.Read(job.Payload)),
            IsRevealed = isAll,
            MayReveal = !isAll && MayReveal(request),
        };
        return new PageView("Failed job", model, Body(model, request)) { Command = CommandLine.Of($"failed show {CommandLine.Word(job.Id)}", ("--queue", queue.Name)) };
    }

    private static Html Body(FailedJobModel job, PageRequest request) => Html.Of($"""
        <p class="alert bad">{job.Error}</p>
        <div class="actions" role="group" aria-label="Actions">
        {Piece.Button(request, DashboardRole.Operator, "/failed/retry", "Retry", null, null, Fields(job))}
        {Piece.Button(request, DashboardRole.Admin, "/failed/forget", "Forget", "Deletes this failed job. This cannot be undone.", CommandLine.Of($"failed forget {CommandLine.Word(job.Id)}", ("--queue", job.Queue)), Fields(job))}
        {Piece.Copy(CommandLine.Of($"failed retry {CommandLine.Word(job.Id)}", ("--queue", job.Queue)))}</div>
        <dl class="facts">
        <dt>Id</dt><dd>{job.Id}</dd><dt>Queue</dt><dd>{job.Queue}</dd><dt>Chat</dt><dd><a href="{request.Link("/chat", ("queue", job.Queue), ("lane", job.Lane))}">{job.Lane}</a></dd>
        <dt>Bot</dt><dd>{job.Bot}</dd><dt>Update</dt><dd>{job.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "–"}</dd><dt>Failed at</dt><dd>{Piece.Time(job.FailedAt)}</dd>
        <dt>Tries</dt><dd>{job.Attempts}</dd><dt>Worker</dt><dd>{job.Worker}</dd><dt>Group</dt><dd><a href="{request.Link("/failed", ("queue", job.Queue), ("group", FailedJobGroup.ErrorOf(job.Error)))}">others with this error</a></dd></dl>
        {Html.If(job.Detail is not null, () => Html.Of($"<h2>Where it was thrown</h2><pre>{Lines(job.Detail!)}</pre>"))}
        {Html.If(job.Payload is not null, () => Html.Of($"""
            <h2>The update</h2><p class="note">{(job.IsRevealed ? "All of it. That it was shown is in the log." : "Texts, names, places and numbers of people are hidden.")} {Figure.Count(job.PayloadLength, "byte")} in all.</p>
            <pre id="payload">{Lines(job.Payload!)}</pre>
            {Html.If(job.MayReveal, () => Html.Of($"""<form method="post" action="{request.Link("/failed/reveal")}"><input type="hidden" name="queue" value="{job.Queue}"><input type="hidden" name="id" value="{job.Id}"><button>Show all of it</button> <span class="note">This goes into the log.</span></form>"""))}
            """))}
        """);

    private static IEnumerable<(string Name, string? Value)> Fields(FailedJobModel job) => [("queue", job.Queue), ("id", job.Id)];

    private static IEnumerable<Html> Lines(string text) => text.Split('\n').Select(line => Html.Of($"{line.TrimEnd('\r')}\n"));

    private static string Text(ReadOnlyMemory<byte> payload) =>
        Utf8.IsValid(payload.Span) ? Encoding.UTF8.GetString(payload.Span) : "not UTF-8, as base64: " + Convert.ToBase64String(payload.Span);
}
