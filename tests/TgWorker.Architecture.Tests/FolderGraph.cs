using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace TgWorker.Architecture.Tests;

/// <summary>
/// Which folders of one project know which others of it: the types' folders from its sources, who knows whom from its assembly.
/// </summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _known = new(StringComparer.Ordinal);
    private readonly SourceFolders _folders;

    private FolderGraph(SourceFolders folders) => _folders = folders;

    /// <summary>Reads an assembly.</summary>
    public static FolderGraph Of(string assembly, SourceFolders folders)
    {
        var graph = new FolderGraph(folders);
        using var module = ModuleDefinition.ReadModule(assembly);
        foreach (var type in module.GetAllTypes())
        {
            foreach (var used in UsedBy(type))
            {
                graph.Add(type, used);
            }
        }

        return graph;
    }

    /// <summary>The assemblies that an assembly names.</summary>
    public static IReadOnlyList<string> ReferencesOf(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    /// <summary>A line for each pair of folders that know each other, on whatever way, with one example of each direct step.</summary>
    public IReadOnlyList<string> Circles()
    {
        var reach = _known.Keys.ToDictionary(folder => folder, Reach, StringComparer.Ordinal);
        return [.. from pair in _known
                   from other in pair.Value
                   where reach.TryGetValue(other.Key, out var back) && back.Contains(pair.Key)
                   select $"{pair.Key} -> {other.Key}: {other.Value}"];
    }

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> used =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
            .. type.Methods.SelectMany(UsedBy),
        ];
        return used.SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method)
    {
        IEnumerable<TypeReference?> used = [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];
        return method.HasBody
            ? [.. used, .. method.Body.Variables.Select(variable => variable.VariableType), .. method.Body.Instructions.SelectMany(UsedBy)]
            : used;
    }

    private static IEnumerable<TypeReference?> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private HashSet<string> Reach(string folder)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            foreach (var known in _known.TryGetValue(next, out var knows) ? knows.Keys : Enumerable.Empty<string>())
            {
                if (reached.Add(known))
                {
                    open.Push(known);
                }
            }
        }

        return reached;
    }

    private void Add(TypeDefinition user, TypeReference used)
    {
        var (from, to) = (Outermost(user), Outermost(used));
        if (to.Scope != user.Module || _folders.Of(from) is not { } fromFolder || _folders.Of(to) is not { } toFolder
            || fromFolder == toFolder)
        {
            return;
        }

        if (!_known.TryGetValue(fromFolder, out var known))
        {
            _known.Add(fromFolder, known = new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        known.TryAdd(toFolder, $"{from.Name} knows {to.Name}");
    }
}
