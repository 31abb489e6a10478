using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Listening;

/// <summary>Makes a server listen as the receiver's options say.</summary>
internal static class ReceiverPorts
{
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    // open(2) on a socket: ENXIO on Linux, EOPNOTSUPP on macOS.
    private const int NoSuchDeviceOrAddress = 6;
    private const int NotSupportedOnSocket = 102;

    /// <summary>Opens them.</summary>
    public static void Open(KestrelServerOptions kestrel, IEnumerable<ListenUrl> urls, ReloadedCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        foreach (var url in urls)
        {
            if (url.UnixSocket is { } socket)
            {
                RemoveStale(socket);
                kestrel.ListenUnixSocket(socket, Secure);
            }
            else if (url.Addresses.Count == 0)
            {
                kestrel.ListenAnyIP(url.Port, Secure);
            }
            else
            {
                foreach (var address in url.Addresses)
                {
                    kestrel.Listen(address, url.Port, Secure);
                }
            }

            void Secure(ListenOptions listen)
            {
                if (url.IsTls)
                {
                    listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(certificate!.Options()) });
                }
            }
        }
    }

    /// <summary>Lets the group of a socket's file, in which the proxy is, use it.</summary>
    public static void Share(IEnumerable<ListenUrl> urls)
    {
        foreach (var socket in urls.Select(url => url.UnixSocket).OfType<string>().Where(_ => !OperatingSystem.IsWindows()))
        {
#pragma warning disable CA1416 // Not on Windows.
            File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
#pragma warning restore CA1416
        }
    }

    // What a process that died left behind goes; a socket on which one listens, and a file that is no socket, stay.
    private static void RemoveStale(string path)
    {
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new IOException("its folder does not exist");
        }

        if (Directory.Exists(path) || (File.Exists(path) && !IsSocket(path)))
        {
            throw new IOException("what is there is no socket, and was left as it is");
        }

        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
        }
        catch (SocketException)
        {
            // Not ours: opening it will say so.
        }
    }

    // To connect says too little: Linux refuses it for any file alike. To open a socket as a file fails in a way of its own.
    // For reading and writing, as a pipe without another end would block otherwise.
    private static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return false;
        }
        catch (IOException e)
        {
            return e.HResult is NoSuchDeviceOrAddress or NotSupportedOnSocket;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
