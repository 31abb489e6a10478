using System.Net;

namespace TgWorker.Redis.Connecting.Wire;

/// <summary>How to sign in to a server.</summary>
/// <param name="User">ACL user; null is Redis's default user.</param>
/// <param name="Password">Password; null is none.</param>
/// <param name="Tls">Whether to speak TLS.</param>
internal sealed record SignIn(string? User, string? Password, bool Tls)
{
    /// <summary>Connects and signs in.</summary>
    /// <exception cref="SignInRefusedException">The server refused the user or password.</exception>
    public async Task<RespConnection> OpenAsync(ServerAddress address, CancellationToken cancellationToken) =>
        await OpenAsync(new DnsEndPoint(address.Host, address.Port), address.Host, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="OpenAsync(ServerAddress, CancellationToken)"/>
    public async Task<RespConnection> OpenAsync(EndPoint endPoint, string host, CancellationToken cancellationToken)
    {
        var connection = await RespConnection.OpenAsync(endPoint, Tls ? host : null, cancellationToken).ConfigureAwait(false);
        try
        {
            await SignInAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task SignInAsync(RespConnection connection, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Password))
        {
            return;
        }

        var answer = await connection.AskAsync(User is null ? ["AUTH", Password] : ["AUTH", User, Password], cancellationToken)
            .ConfigureAwait(false);
        // A server without a password does not mind one; tgook sends REDIS_PASSWORD=null as the password "null".
        if (answer.IsError && !answer.Text!.Contains("without any password configured", StringComparison.Ordinal))
        {
            throw new SignInRefusedException();
        }
    }
}
