using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Tests.Hosting;

/// <summary>Small assemblies, written to files as a build would, for what only shows between several of them.</summary>
internal static class EmittedAssembly
{
    private const MethodAttributes PublicStatic = MethodAttributes.Public | MethodAttributes.Static;

    /// <summary>A library with one method, <c>Library.Version()</c>, that tells which version of it is running.</summary>
    public static string WriteLibrary(string folder, string version)
    {
        var (assembly, module) = Begin("Library", version);
        var type = module.DefineType("Library", TypeAttributes.Public);
        var il = type.DefineMethod("Version", PublicStatic, typeof(string), []).GetILGenerator();
        il.Emit(OpCodes.Ldstr, version);
        il.Emit(OpCodes.Ret);
        type.CreateType();
        return Save(assembly, folder, "Library");
    }

    /// <summary>A bot whose only handler gives every update up and says why: the version of the library that it was given.</summary>
    public static string WriteHandler(string folder, MethodInfo libraryVersion) => WriteHandler(folder, il =>
    {
        il.Emit(OpCodes.Call, libraryVersion);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Call, typeof(UpdateOutcome).GetMethod(nameof(UpdateOutcome.Fail))!);
    });

    /// <summary>A bot whose only handler gives every update up and says a number as Germans write it.</summary>
    public static string WriteGermanHandler(string folder) => WriteHandler(folder, il =>
    {
        il.Emit(OpCodes.Ldstr, "de-DE");
        il.Emit(OpCodes.Call, typeof(CultureInfo).GetMethod(nameof(CultureInfo.GetCultureInfo), [typeof(string)])!);
        il.Emit(OpCodes.Ldstr, "It costs {0:N2}");
        il.Emit(OpCodes.Ldc_R8, 1234.5);
        il.Emit(OpCodes.Box, typeof(double));
        il.Emit(OpCodes.Call, typeof(string).GetMethod(
            nameof(string.Format), [typeof(IFormatProvider), typeof(string), typeof(object)])!);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Call, typeof(UpdateOutcome).GetMethod(nameof(UpdateOutcome.Fail))!);
    });

    /// <summary>A bot whose only handler blocks its thread for a while.</summary>
    public static string WriteBlockingHandler(string folder, int milliseconds) => WriteHandler(folder, il =>
    {
        il.Emit(OpCodes.Ldc_I4, milliseconds);
        il.Emit(OpCodes.Call, typeof(Thread).GetMethod(nameof(Thread.Sleep), [typeof(int)])!);
        il.Emit(OpCodes.Call, typeof(UpdateOutcome).GetProperty(nameof(UpdateOutcome.Handled))!.GetMethod!);
    });

    /// <summary>A bot of classes without a module, each with one route for texts that captures its name, and one without routes.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="fails">The class whose handler gives the update up and says its name; the others leave it to the next.</param>
    /// <param name="classes">The classes, in the order of the source.</param>
    public static string WriteRoutes(string folder, string fails, params string[] classes)
    {
        var (assembly, module) = Begin("RoutesBot", "1.0.0.0");
        module.DefineType("Bot.Nothing", TypeAttributes.Public).CreateType();
        foreach (var name in classes)
        {
            var type = module.DefineType("Bot." + name, TypeAttributes.Public);
            type.DefineDefaultConstructor(MethodAttributes.Public);
            var method = type.DefineMethod("Handle", MethodAttributes.Public, typeof(UpdateOutcome), []);
            method.SetCustomAttribute(new CustomAttributeBuilder(typeof(TextAttribute).GetConstructor([typeof(string)])!, [$"{{{name}}}"]));
            var il = method.GetILGenerator();
            if (name == fails)
            {
                il.Emit(OpCodes.Ldstr, name);
                il.Emit(OpCodes.Ldnull);
            }

            il.Emit(OpCodes.Call, name == fails
                ? typeof(UpdateOutcome).GetMethod(nameof(UpdateOutcome.Fail))!
                : typeof(UpdateOutcome).GetProperty(nameof(UpdateOutcome.Skip))!.GetMethod!);
            il.Emit(OpCodes.Ret);
            type.CreateType();
        }

        return Save(assembly, folder, "RoutesBot");
    }

    private static string WriteHandler(string folder, Action<ILGenerator> emitOutcome)
    {
        var (assembly, module) = Begin("HandlerBot", "1.0.0.0");
        var type = module.DefineType("Handler", TypeAttributes.Public, typeof(object), [typeof(IUpdateHandler)]);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        var il = type.DefineMethod(
            nameof(IUpdateHandler.HandleAsync), MethodAttributes.Public | MethodAttributes.Virtual,
            typeof(ValueTask<UpdateOutcome>), [typeof(UpdateContext), typeof(CancellationToken)]).GetILGenerator();
        emitOutcome(il);
        il.Emit(OpCodes.Newobj, typeof(ValueTask<UpdateOutcome>).GetConstructor([typeof(UpdateOutcome)])!);
        il.Emit(OpCodes.Ret);
        type.CreateType();
        return Save(assembly, folder, "HandlerBot");
    }

    private static (PersistedAssemblyBuilder Assembly, ModuleBuilder Module) Begin(string name, string version)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(version) }, typeof(object).Assembly);
        return (assembly, assembly.DefineDynamicModule(name));
    }

    private static string Save(PersistedAssemblyBuilder assembly, string folder, string name)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".dll");
        assembly.Save(path);
        return path;
    }
}
