namespace TgWorker.Demo;

/// <summary>How a message ended.</summary>
/// <param name="Number">Its number in its chat.</param>
/// <param name="Attempts">How many tries it took.</param>
/// <param name="Handled">False when it was given up.</param>
internal readonly record struct ChatResult(long Number, int Attempts, bool Handled);
