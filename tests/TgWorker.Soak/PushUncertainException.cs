namespace TgWorker.Soak;

/// <summary>Whether what was pushed stands on the queue is not known: pushed once more, it is a duplicate at worst.</summary>
internal sealed class PushUncertainException(Exception inner) : Exception(inner.Message, inner);
