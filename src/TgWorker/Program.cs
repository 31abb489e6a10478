using TgWorker;
using TgWorker.Cli;
using TgWorker.Globalization;

Cultures.Prepare();
Cultures.WriteAlike();
return await CommandLineApp.RunAsync(args, CommandContext.OfProcess());
