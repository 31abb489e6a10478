using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Workers;

/// <summary>Who works, how much of it, and who was not heard of.</summary>
internal sealed class WorkersPage(QueueSampler sampler) : IPage
{
    public string Path => "/workers";

    public string Menu => "Workers";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var model = WorkersModel.Of(await sampler.GetAsync(cancellationToken));
        return new PageView("Workers", model, Body(model)) { IsLive = true, Command = CommandLine.Of("status") };
    }

    private static Html Body(WorkersModel model) => Html.Of($"""
        <div id="missing" data-live>{model.WithoutWorker.Select(queue => Html.Of($"""<p class="alert bad">No worker is alive on {queue}. Start one: {Piece.Copy(CommandLine.Of("work", ("--queue", queue)))}</p>"""))}</div>
        <div id="workers" data-live>{(model.Workers.Count == 0 ? Piece.Nothing("No worker has been here.") : Table(model))}</div>
        """);

    private static Html Table(WorkersModel model) => Html.Of($"""
        <div class="scroll"><table><caption>{Figure.Count(model.Workers.Count, "worker")}, {Figure.Of(model.Workers.Sum(worker => worker.Running))} of {Figure.Of(model.Workers.Sum(worker => worker.Slots))} slots taken</caption>
        <thead><tr><th scope="col">Worker</th><th scope="col">Queue</th><th scope="col">State</th><th scope="col">Slots</th><th scope="col" class="n">Chats</th><th scope="col" class="n">Per second</th><th scope="col" class="n">Done</th><th scope="col" class="n">Failed</th><th scope="col">Last beat</th><th scope="col">Lease</th><th scope="col">Up since</th><th scope="col">Version</th></tr></thead>
        <tbody>{model.Workers.Select(Row)}</tbody></table></div>
        """);

    private static Html Row(WorkerModel worker) => Html.Of($"""
        <tr><th scope="row" title="{worker.Incarnation}">{(worker.Host is { } host ? $"{host}:{worker.ProcessId}" : worker.Incarnation)}</th><td>{worker.Queue}</td><td>{State(worker.State)}</td>
        <td>{SlotStrip.Of(worker.Running, worker.Slots)} <span class="of">{Figure.Of(worker.Running)} of {Figure.Of(worker.Slots)}</span></td><td class="n">{Figure.Of(worker.Chats)}</td>
        <td class="n">{Figure.Rate(worker.FinishedPerSecond)}</td><td class="n">{Figure.Of(worker.Finished)}</td><td class="n">{Figure.Of(worker.Failed)}</td>
        <td>{Figure.Of(worker.SinceBeat)} ago</td><td>{(worker.LeaseLeft > TimeSpan.Zero ? $"{Figure.Of(worker.LeaseLeft)} left" : $"lapsed {Figure.Of(-worker.LeaseLeft)} ago")}</td>
        <td>{(worker.StartedAt is { } started ? Piece.Time(started) : Html.Empty)}</td><td>{worker.Version}</td></tr>
        """);

    private static Html State(WorkerState state) => state switch
    {
        WorkerState.Alive => Piece.Badge("well", "alive"),
        WorkerState.Late => Piece.Badge("warn", "late"),
        _ => Piece.Badge("bad", "dead"),
    };
}
