namespace TgWorker.Core.Text;

/// <summary>Stands in a log for an exception whose own text could forge lines: it says the same, escaped and cut.</summary>
#pragma warning disable CA1032, CA1064 // Made here only, and thrown nowhere.
internal sealed class EscapedException(Exception original) : Exception(ExceptionText.Of(original))
#pragma warning restore CA1032, CA1064
{
    private readonly string _detail = ExceptionText.DetailOf(original);

    /// <inheritdoc/>
    public override string ToString() => _detail;
}
