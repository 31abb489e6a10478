using System.CommandLine;
using TgWorker.Soak;

var updates = new Option<int>("--updates") { Description = "how many updates are pushed", DefaultValueFactory = _ => 20_000 };
var chats = new Option<int>("--chats") { Description = "to how many chats", DefaultValueFactory = _ => 500 };
var faults = new Option<int>("--faults") { Description = "how many faults there are", DefaultValueFactory = _ => 20 };
var workers = new Option<int>("--workers") { Description = "how many replicas run", DefaultValueFactory = _ => 3 };
var seed = new Option<int>(
    "--seed") { Description = "makes the same traffic and the same faults again", DefaultValueFactory = _ => Random.Shared.Next() };
var queue = new Option<string>("--queue") { Description = "where the queue is: redis or sqlite", DefaultValueFactory = _ => "redis" };
queue.AcceptOnlyFromAmong("redis", "sqlite");
var disk = new Option<string?>(
    "--disk") { Description =
        "with sqlite: an empty directory on a disk of its own that may be filled; default: 256 MB in memory, which takes root" };
var history = new Option<string?>("--history") { Description = "the file to which everything that happens is appended" };
var logs = new Option<string?>("--logs") { Description = "a directory in which what each worker wrote is left at the end" };
var command = new RootCommand(
    "Runs workers through every fault at once and proves from an independent record that nothing was lost or out of order")
{
    updates, chats, faults, workers, seed, queue, disk, history, logs,
};
command.SetAction(parsed => new SoakRun(new SoakOptions(
    parsed.GetValue(updates), parsed.GetValue(chats), parsed.GetValue(faults), parsed.GetValue(workers), parsed.GetValue(seed),
    parsed.GetValue(queue) == "sqlite", parsed.GetValue(disk), parsed.GetValue(history), parsed.GetValue(logs))).RunAsync());
return await command.Parse(args).InvokeAsync();
