using TgWorker.Core.Working;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class WorkerSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Worker:Concurrency", "how many handlers run at the same time, each for a different chat",
            (options, text) => options.Worker.Concurrency = SettingText.Number(text, 1, 10_000))
        {
            Value = options => options.Worker.Concurrency, Flag = "--concurrency", ValueName = "N", Default = "64",
        },
        new("Worker:ConcurrencyPerQueue", "the most handlers for each queue, in the order of --queue, such as 48,16",
            (options, text) => options.Worker.ConcurrencyPerQueue = SettingText.NumberList(text, 1, 10_000))
        {
            Value = options => options.Worker.ConcurrencyPerQueue, Flag = "--queue-concurrency", ValueName = "N,N",
        },
        new("Worker:Weights", "shares of the queues while all have work, such as 3,1, instead of strict priority",
            (options, text) => options.Worker.Weights = SettingText.NumberList(text, 1, 1000))
        {
            Value = options => options.Worker.Weights, Flag = "--weights", ValueName = "N,N",
        },
        new("Worker:Sleep", "seconds to wait before checking an empty queue again; 0 reacts at once",
            (options, text) => options.Worker.Sleep = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Sleep, Flag = "--sleep", ValueName = "S", Default = "0",
        },
        new("Worker:Rest", "seconds that a slot rests after each job", (options, text) =>
            options.Worker.Rest = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Rest, Flag = "--rest", ValueName = "S", Default = "0",
        },
        new("Worker:Grace", "seconds that running handlers may take when the worker stops",
            (options, text) => options.Worker.Grace = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Grace, Flag = "--grace", ValueName = "S", Default = "25",
        },
        new("Worker:OnFailure", "what a chat does after a failed job: skip (continue) or hold (wait for an operator)",
            (options, text) => options.Worker.OnFailure = SettingText.Choice<OnFailure>(text))
        {
            Value = options => options.Worker.OnFailure, Default = "skip",
        },
        new("Worker:MaxLapses", "how many workers may die while handling a job before it becomes a failed job",
            (options, text) => options.Worker.MaxLapses = SettingText.Number(text, 1, 1_000_000))
        {
            Value = options => options.Worker.MaxLapses, Default = "5",
        },
        new("Worker:History", "keep figures of three days and the last tries of chats for the dashboard",
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
        new("Worker:StopWhenEmpty", "stop when nothing is left to do, including retries",
            (options, text) => options.Worker.StopWhenEmpty = SettingText.Bool(text))
        {
            Value = options => options.Worker.StopWhenEmpty, Flag = "--stop-when-empty", Default = "false",
        },
    ];
}
