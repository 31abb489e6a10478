using System.Net.Sockets;
using System.Text;
using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Endpoint;

/// <summary>A worker's connection to the <see cref="Oracle"/>: one request at a time, as HTTP/1.1 has it.</summary>
internal sealed class Connection(Socket socket, Oracle oracle) : IDisposable
{
    private readonly RequestReader _reader = new(socket);
    private readonly byte[] _peeked = new byte[1];

    /// <summary>Whether the other side has ended the connection by now, also where nobody has noticed yet.</summary>
    public bool IsClosedByCaller
    {
        get
        {
            try
            {
                return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (await _reader.ReadAsync(cancellationToken) is { } arrival)
            {
                await ServeAsync(arrival, cancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller, or the oracle, is gone.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task ServeAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var run = oracle.Runs.Start(arrival, this);
        oracle.Tell(arrival);
        switch (oracle.Script.Next(arrival.Lane, arrival.UpdateId))
        {
            case Behaviour.Answer answer:
                await AnswerAsync(run, arrival, answer, cancellationToken);
                break;
            case Behaviour.Hang:
                await ClosedAsync(cancellationToken);
                oracle.Runs.End(run, arrival, RunEnding.Abandoned);
                break;
            case Behaviour.KillSender kill:
                await Task.Delay(kill.After, cancellationToken);
                if (kill.AfterEffect)
                {
                    oracle.Runs.End(run, arrival, RunEnding.Accepted);
                }

                oracle.Kill(arrival.Sender);
                await ClosedAsync(cancellationToken);
                oracle.Runs.End(run, arrival, RunEnding.Abandoned);
                break;
        }
    }

    private async Task AnswerAsync(int run, Arrival arrival, Behaviour.Answer answer, CancellationToken cancellationToken)
    {
        if (answer.After > TimeSpan.Zero || !answer.When.IsCompleted)
        {
            using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var closed = ClosedAsync(answered.Token);
            var isClosed = await Task.WhenAny(closed, Task.WhenAll(answer.When, Task.Delay(answer.After, answered.Token))) == closed;
            await answered.CancelAsync();
            await closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (isClosed || IsClosedByCaller)
            {
                oracle.Runs.End(run, arrival, RunEnding.Abandoned);
                return;
            }
        }

        // The end is noted before anybody can know of it.
        var isSuccess = answer.Status is >= 200 and < 300;
        var status = oracle.Runs.End(run, arrival, isSuccess ? RunEnding.Accepted : RunEnding.Refused) ? answer.Status : 409;
        var retryAfter = answer.RetryAfter is null ? "" : $"Retry-After: {answer.RetryAfter}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Scripted\r\n{retryAfter}Content-Length: 0\r\n\r\n"),
            cancellationToken);
    }

    // The caller sends nothing before it has its answer: whatever there is to read is the end of the connection.
    private async Task ClosedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await socket.ReceiveAsync(_peeked, SocketFlags.Peek, cancellationToken);
        }
        catch (SocketException)
        {
            // Reset.
        }
    }
}
