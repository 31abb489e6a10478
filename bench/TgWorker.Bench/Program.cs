using TgWorker.Bench;
using TgWorker.Bench.Receiving;

return args is [BareEndpoint.Verb, var redis, var key]
    ? await BareEndpoint.RunAsync(redis, key)
    : await BenchCommandLine.RunAsync(args, Console.Out, Console.Error);
