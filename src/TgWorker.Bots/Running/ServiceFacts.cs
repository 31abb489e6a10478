using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots.Running;

/// <summary>What the registrations say of the services, before any of them is made.</summary>
/// <param name="services">The registrations.</param>
/// <param name="hasBots">Whether any bot has a token.</param>
internal sealed class ServiceFacts(IServiceCollection services, bool hasBots) : IServiceFacts
{
    private static readonly Type[] BuiltIn =
        [typeof(IServiceProvider), typeof(IServiceScopeFactory), typeof(IServiceProviderIsService), typeof(IServiceProviderIsKeyedService)];

    public bool IsService(Type type) => BuiltIn.Contains(type) || Find(type) is not null
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>));

    public string? Fault(Type type) => Fault(type, ServiceLifetime.Transient, []);

    private string? Fault(Type type, ServiceLifetime consumer, HashSet<Type> seen)
    {
        if (type == typeof(ITelegramBotClient) && !hasBots)
        {
            return "no bot has a token: set TelegramBots:main:Token, with the bot's name in place of main (in the environment: "
                + "TGWORKER_TelegramBots__main__Token)";
        }

        if (Find(type) is not { ImplementationType: { } made } descriptor || !seen.Add(type) || IsFrameworks(made))
        {
            return null;
        }

        if (made.ContainsGenericParameters)
        {
            made = made.MakeGenericType(type.GetGenericArguments());
        }

        var lifetime = descriptor.Lifetime == ServiceLifetime.Transient ? consumer : descriptor.Lifetime;
        var constructors = made.GetConstructors();
        if (constructors.Length == 0)
        {
            return $"{TypeName.Of(made)} has no public constructor: make one public";
        }

        var faults = constructors.OrderByDescending(constructor => constructor.GetParameters().Length)
            .Select(constructor => Fault(made, constructor, lifetime, seen)).ToList();
        return faults.Contains(null) ? null : faults[0];
    }

    private string? Fault(Type made, ConstructorInfo constructor, ServiceLifetime lifetime, HashSet<Type> seen)
    {
        foreach (var parameter in constructor.GetParameters()
            .Where(parameter => !parameter.HasDefaultValue && !parameter.IsDefined(typeof(FromKeyedServicesAttribute))))
        {
            var type = parameter.ParameterType;
            if (!IsService(type))
            {
                return $"the constructor of {TypeName.Of(made)} takes {TypeName.WithArticle(type)} '{parameter.Name}', which is not "
                    + $"a registered service: register it";
            }

            if (lifetime == ServiceLifetime.Singleton && Find(type)?.Lifetime == ServiceLifetime.Scoped)
            {
                return $"{TypeName.Of(made)} is a singleton and its constructor takes {TypeName.WithArticle(type)} '{parameter.Name}', of "
                    + $"which every update has its own: register {TypeName.Of(made)} as scoped";
            }

            if (Fault(type, lifetime, seen) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private ServiceDescriptor? Find(Type type) => services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == type)
        ?? (type.IsConstructedGenericType
            ? services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == type.GetGenericTypeDefinition())
            : null);

    private static bool IsFrameworks(Type type) => type.Namespace is { } name
        && (name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal));
}
