using System.Net;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>What the gate looks at of a request.</summary>
internal sealed record RequestFacts
{
    /// <summary>Who is connected to us; null where that is not known, as over a Unix socket of the application around.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>Whether a header says that the request came through somebody, or it is of HTTP 1.0, as nginx passes it on.</summary>
    public bool IsPassedOn { get; init; }

    /// <summary>The host and port that the browser asked for.</summary>
    public string Host { get; init; } = "";

    /// <summary>Whether the method changes nothing: GET or HEAD.</summary>
    public bool IsSafe { get; init; } = true;

    /// <summary>What the browser says of where the request comes from; null when it does not.</summary>
    public string? FetchSite { get; init; }

    /// <summary>The origin that the browser says the request comes from.</summary>
    public string? Origin { get; init; }

    /// <summary>The person of the session.</summary>
    public DashboardPerson? Session { get; init; }

    /// <summary>Whom the application around knows.</summary>
    public DashboardPerson? Identified { get; init; }

    /// <summary>The values of the header in which a proxy names somebody.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];
}
