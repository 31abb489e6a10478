namespace TgWorker.Bots.Clients;

/// <summary>A service that is made together with the handlers, so that a mistake in its settings ends the start.</summary>
internal interface IMadeAtStart;
