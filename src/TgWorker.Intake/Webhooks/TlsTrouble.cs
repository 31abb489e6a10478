namespace TgWorker.Intake.Webhooks;

/// <summary>What is wrong with the TLS of an endpoint.</summary>
internal enum TlsTrouble
{
    /// <summary>Nothing, or there is none.</summary>
    None,

    /// <summary>The certificate is for another name.</summary>
    WrongName,

    /// <summary>The certificate has expired, or is not good yet.</summary>
    OutOfTime,

    /// <summary>The certificate was not made by anybody who is known, but by itself.</summary>
    SelfSigned,

    /// <summary>The endpoint does not send the certificates between its own and a known authority's.</summary>
    IncompleteChain,

    /// <summary>The authority is not known.</summary>
    UnknownAuthority,

    /// <summary>The handshake failed before there was a certificate.</summary>
    NoHandshake,
}
