namespace EchoBot;

/// <summary>Names the resources: Texts.resx, and Texts.de.resx for German.</summary>
public sealed class Texts;
