namespace TgWorker.Bots.Albums;

/// <summary>Kept with an attempt when no more messages of an album can come, because a test's script is complete.</summary>
internal sealed class WholeAlbums;
