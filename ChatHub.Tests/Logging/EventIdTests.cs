using System.Reflection;
using ChatHub.Api.Welcome;
using ChatHub.Infrastructure;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Logging;

/// <summary>An event id says what happened, whatever language or release the words are of.</summary>
public sealed class EventIdTests
{
    private static readonly Assembly[] Ours = [typeof(WelcomeController).Assembly, typeof(DataDirectory).Assembly];

    [Fact]
    public void NoTwoMessagesOfTheLogHaveTheSameId()
    {
        var messages =
            from assembly in Ours
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            select (message.EventId, Name: $"{type.Name}.{method.Name}");

        var byId = messages.ToLookup(message => message.EventId, message => message.Name);

        byId.Should().NotBeEmpty();
        byId.Where(named => named.Count() > 1).Select(named => $"{named.Key}: {string.Join(", ", named)}").Should().BeEmpty();
    }
}
