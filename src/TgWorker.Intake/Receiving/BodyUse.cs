namespace TgWorker.Intake.Receiving;

/// <summary>Makes something of a body.</summary>
internal delegate T BodyUse<out T>(ReadOnlySpan<byte> body, bool isCut);
