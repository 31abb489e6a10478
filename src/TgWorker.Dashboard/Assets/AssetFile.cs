namespace TgWorker.Dashboard.Assets;

/// <summary>A file that comes with the pages.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path, with a hash of what is in it.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record AssetFile(string Name, string Path, string Type, byte[] Bytes);
