using TgWorker.Core.Working;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class WorkerSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Worker:Concurrency", "handlers that run at the same time, each for a chat of its own",
            (options, text) => options.Worker.Concurrency = SettingText.Number(text, 1, 10_000))
        {
            Value = options => options.Worker.Concurrency, Flag = "--concurrency", ValueName = "N", Default = "64",
        },
        new("Worker:ConcurrencyPerQueue", "the most handlers of each queue, in the order of --queue, such as 48,16",
            (options, text) => options.Worker.ConcurrencyPerQueue = SettingText.NumberList(text, 1, 10_000))
        {
            Value = options => options.Worker.ConcurrencyPerQueue, Flag = "--queue-concurrency", ValueName = "N,N",
        },
        new("Worker:Weights", "the queues' shares where all have work, such as 3,1, instead of strict priority",
            (options, text) => options.Worker.Weights = SettingText.NumberList(text, 1, 1000))
        {
            Value = options => options.Worker.Weights, Flag = "--weights", ValueName = "N,N",
        },
        new("Worker:Sleep", "seconds to wait before looking again when there was nothing; 0: be woken immediately",
            (options, text) => options.Worker.Sleep = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Sleep, Flag = "--sleep", ValueName = "S", Default = "0",
        },
        new("Worker:Rest", "seconds each handler's slot rests after a job", (options, text) =>
            options.Worker.Rest = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Rest, Flag = "--rest", ValueName = "S", Default = "0",
        },
        new("Worker:Grace", "seconds that running handlers may take to end when the worker stops",
            (options, text) => options.Worker.Grace = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Grace, Flag = "--grace", ValueName = "S", Default = "25",
        },
        new("Worker:OnFailure", "what a chat does after a job is given up: skip (go on) or hold (wait for an operator)",
            (options, text) => options.Worker.OnFailure = SettingText.Choice<OnFailure>(text))
        {
            Value = options => options.Worker.OnFailure, Default = "skip",
        },
        new("Worker:MaxLapses", "how many workers may die of a job before it is given up",
            (options, text) => options.Worker.MaxLapses = SettingText.Number(text, 1, 1_000_000))
        {
            Value = options => options.Worker.MaxLapses, Default = "5",
        },
        new("Worker:History", "keep what was done with the queue, for the dashboard: figures for three days, the last tries of chats",
            (options, text) => options.Worker.History = SettingText.Bool(text))
        {
            Value = options => options.Worker.History, Default = "true",
        },
        new("Worker:MaxJobs", "stop after this many jobs; 0 for no limit",
            (options, text) => options.Worker.MaxJobs = SettingText.Number(text, 0, long.MaxValue))
        {
            Value = options => options.Worker.MaxJobs, Flag = "--max-jobs", ValueName = "N", Default = "0",
        },
        new("Worker:MaxTime", "stop after this many seconds; 0 for no limit",
            (options, text) => options.Worker.MaxTime = SettingText.Seconds(text))
        {
            Value = options => options.Worker.MaxTime, Flag = "--max-time", ValueName = "S", Default = "0",
        },
        new("Worker:MemoryMegabytes", "stop when the process uses more megabytes; 0 for no limit",
            (options, text) => options.Worker.MemoryMegabytes = SettingText.Number(text, 0, int.MaxValue))
        {
            Value = options => options.Worker.MemoryMegabytes, Flag = "--memory", ValueName = "MB", Default = "0",
        },
        new("Worker:StopWhenEmpty", "stop when nothing is left to do, due retries included",
            (options, text) => options.Worker.StopWhenEmpty = SettingText.Bool(text))
        {
            Value = options => options.Worker.StopWhenEmpty, Flag = "--stop-when-empty", Default = "false",
        },
    ];
}
