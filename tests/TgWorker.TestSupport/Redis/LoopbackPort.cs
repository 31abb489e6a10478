using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace TgWorker.TestSupport.Redis;

/// <summary>Finds ports for servers.</summary>
internal static class LoopbackPort
{
    /// <summary>
    /// A port that is free now. It lies below the range from which systems take the local ports of outgoing connections, so
    /// that it is still free when the server is started again after a pause.
    /// </summary>
    public static int FindFree()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
