using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace TgWorker.Bots.Routing;

/// <summary>Where a method stands in its source, for messages to the one who wrote it.</summary>
internal static class SourcePlace
{
    /// <summary>File and line, such as <c>Program.cs:12</c>; null where there are no symbols beside the assembly or in it.</summary>
    public static string? Of(MethodInfo method)
    {
        // The body of an async method stands in its state machine.
        var body = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType
            .GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic) ?? method;
        try
        {
            return Read(body);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }
    }

    private static string? Read(MethodInfo method)
    {
#pragma warning disable IL3002 // In a program of one file it names none, and there are no symbols either.
        var assembly = method.Module.FullyQualifiedName;
#pragma warning restore IL3002
        if (method.Module.Assembly.IsDynamic || !File.Exists(assembly))
        {
            return null;
        }

        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        if (!image.TryOpenAssociatedPortablePdb(assembly, path => File.Exists(path) ? File.OpenRead(path) : null, out var symbols, out _)
            || symbols is null)
        {
            return null;
        }

        using (symbols)
        {
            var reader = symbols.GetMetadataReader();
            var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
            return reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden)
                .Select(point => $"{Path.GetFileName(reader.GetString(reader.GetDocument(point.Document).Name).Replace('\\', '/'))}:{point.StartLine}").FirstOrDefault();
        }
    }
}
