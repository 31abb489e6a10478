using TgWorker.Core.Handling;

namespace TgWorker.Bots.Running;

/// <summary>Lets the services of an update's scope know which update it is.</summary>
internal sealed class CurrentUpdate
{
    private UpdateContext? _context;

    public UpdateContext Context
    {
        get => _context ?? throw new InvalidOperationException("There is no update in this scope: ask for it in what handles one.");
        set => _context = value;
    }
}
