using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Pages;
using TgWorker.Dashboard.Pages.Audit;
using TgWorker.Dashboard.Pages.Bots;
using TgWorker.Dashboard.Pages.Chats;
using TgWorker.Dashboard.Pages.Failed;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Pages.Now;
using TgWorker.Dashboard.Pages.Operations;
using TgWorker.Dashboard.Pages.Outgoing;
using TgWorker.Dashboard.Pages.Workers;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Serving;

namespace TgWorker.Dashboard;

/// <summary>The dashboard, put together.</summary>
internal sealed class DashboardSite : IAsyncDisposable
{
    private readonly DashboardQueues _queues;
    private readonly QueueSampler _sampler;
    private readonly BulkOperations _operations;
    private readonly PasswordCheck _passwords;
    private readonly DashboardApp _app;

    /// <summary>Puts it together. Opens nothing: that is done for who looks first.</summary>
    /// <param name="options">The options, without mistakes.</param>
    /// <param name="open">Opens the queues.</param>
    /// <param name="reader">Reads entries.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">The log.</param>
    /// <param name="webhooks">Asks Telegram about webhooks; null where no bot's token is here.</param>
    public DashboardSite(DashboardOptions options, Func<CancellationToken, Task<IReadOnlyList<IUpdateQueue>>> open, IJobReader reader,
        TimeProvider time, ILoggerFactory loggers, IBotWebhooks? webhooks = null)
    {
        var (rules, sessions) = (AccessRules.Of(options), new SessionStore(time));
        _queues = new DashboardQueues(open);
        _sampler = new QueueSampler(_queues, time);
        _operations = new BulkOperations(time, loggers.CreateLogger<BulkOperations>());
        _passwords = new PasswordCheck(rules);
        var audit = new DashboardAudit(time, loggers.CreateLogger<DashboardAudit>());
        var requests = new RequestReader(options, rules, sessions);
        var failedJob = new FailedJobPage(_queues, reader, options);
        Pages =
        [
            new NowPage(_sampler),
            new ChatsPage(_queues, _sampler),
            new ChatPage(_queues, _sampler, webhooks),
            new FailedPage(_queues, _sampler, _operations),
            failedJob,
            new KindsPage(_queues),
            new OrderPage(_queues),
            new IntakePage(_queues, webhooks),
            new OutgoingPage(_queues, webhooks),
            new WorkersPage(_sampler),
            new AuditPage(_queues),
            new OperationPage(_operations),
        ];
        Actions =
        [
            new QueueSwitch(pause: true, _queues, _sampler, audit),
            new QueueSwitch(pause: false, _queues, _sampler, audit),
            new BotSwitch(pause: true, _queues, _sampler, audit),
            new BotSwitch(pause: false, _queues, _sampler, audit),
            new FailedJobActions(retry: true, _queues, _sampler, audit),
            new FailedJobActions(retry: false, _queues, _sampler, audit),
            new FailedReveal(failedJob, _queues, audit),
            .. Enum.GetValues<BulkKind>().Select(kind => new FailedBulk(kind, _queues, _operations, audit)),
            new TimerCancel(_queues, audit),
            .. ((BroadcastState[])[BroadcastState.Paused, BroadcastState.Sending, BroadcastState.Cancelled])
                .Select(to => new BroadcastSwitch(to, _queues, audit)),
            new OperationCancel(_queues, _operations, audit),
            new ChatSwitch(pause: true, _queues, audit),
            new ChatSwitch(pause: false, _queues, audit),
            .. Enum.GetValues<ChatEditKind>().Select(kind => new ChatEdit(kind, _queues, audit)),
        ];
        var desk = new LoginDesk(requests, sessions, new LoginLimit(time), _passwords, loggers.CreateLogger<LoginDesk>());
        Feeds = new LiveFeeds(time, loggers.CreateLogger<LiveFeeds>());
        _app = new DashboardApp(rules, requests, desk, Pages, Actions, Feeds, time, loggers.CreateLogger<DashboardApp>());
    }

    /// <summary>All pages there are.</summary>
    internal IReadOnlyList<IPage> Pages { get; }

    /// <summary>All that can be done.</summary>
    internal IReadOnlyList<IPageAction> Actions { get; }

    /// <summary>What is watched.</summary>
    internal LiveFeeds Feeds { get; }

    /// <summary>How often the queues were looked at.</summary>
    internal long Looks => _sampler.Looks;

    /// <inheritdoc cref="DashboardApp.AnswerAsync(HttpContext, string, string)"/>
    public Task AnswerAsync(HttpContext http, string root, string path) => _app.AnswerAsync(http, root, path);

    /// <summary>Tells all who watch that it ends.</summary>
    public void EndStreams() => _app.EndStreams();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await _operations.DisposeAsync();
        await _queues.DisposeAsync();
        _sampler.Dispose();
        _passwords.Dispose();
    }
}
