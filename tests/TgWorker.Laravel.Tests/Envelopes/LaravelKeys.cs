using System.Text;

namespace TgWorker.Laravel.Tests.Envelopes;

/// <summary>Keys of Laravel applications.</summary>
internal static class LaravelKeys
{
    /// <summary>The APP_KEY of the application that wrote the fixtures.</summary>
    public static byte[] OfFixtures { get; } = Encoding.ASCII.GetBytes("01234567890123456789012345678901");
}
