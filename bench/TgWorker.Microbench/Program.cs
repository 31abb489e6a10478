using TgWorker.Microbench;

return MicrobenchCommandLine.Run(args);
