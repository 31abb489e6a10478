namespace TgWorker.TestSupport.Processes;

/// <summary>What a finished <c>tgworker</c> command left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
public sealed record WorkerRun(int ExitCode, string Output, string Errors);
