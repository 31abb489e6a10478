namespace TgWorker.Core.Health;

/// <summary>What a queue's running updates look like from outside.</summary>
internal interface IRunSigns
{
    /// <summary>Looks at them.</summary>
    /// <param name="beyond">How far beyond its time limit a handler may be before it counts as hanging.</param>
    RunSigns Look(TimeSpan beyond);
}
