namespace TgWorker.Hosting.Handlers;

/// <summary>The assembly of <c>--handlers</c> cannot be used; the message says why and what to do.</summary>
internal sealed class HandlerAssemblyException(string message) : Exception(message);
