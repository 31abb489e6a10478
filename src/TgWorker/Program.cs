using TgWorker;
using TgWorker.Cli;

return await CommandLineApp.RunAsync(args, CommandContext.OfProcess());
