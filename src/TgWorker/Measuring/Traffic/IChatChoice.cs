namespace TgWorker.Measuring.Traffic;

/// <summary>Says which chat the next update belongs to.</summary>
internal interface IChatChoice
{
    /// <summary>A chat's number, from 0 on.</summary>
    int Next();
}
