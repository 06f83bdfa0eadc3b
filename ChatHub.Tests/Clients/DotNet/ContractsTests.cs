using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatHub.Contracts;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>The assembly of the wire's shapes says what the server does, prints no secret, and writes only what was given.</summary>
public sealed class ContractsTests
{
    [Fact]
    public void EveryMethodOfTheHubHasItsNameAndThereIsNoOther()
    {
        var names = typeof(HubMethods).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.Name != nameof(HubMethods.Path)).ToList();

        var methods = typeof(Api.Realtime.ChatHub).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method).Select(method => method.Name).ToList();

        names.Should().OnlyContain(field => Equals(field.GetValue(null), field.Name));
        names.Select(field => field.Name).Should().BeEquivalentTo(methods).And.Contain("JoinRoom");
    }

    [Fact]
    public void NoShapePrintsAPasswordOrAToken()
    {
        const string Secret = "correct horse battery";
        var shapes = typeof(WireJson).Assembly.GetExportedTypes().Where(type => SecretsOf(type).Count > 0).ToList();

        var printed = shapes.Select(type =>
        {
            var secrets = SecretsOf(type).ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), _ => Secret, StringComparer.Ordinal);
            return JsonSerializer.Deserialize(JsonSerializer.SerializeToElement(secrets), type, Options())!.ToString()!;
        }).ToList();

        shapes.Should().Contain([typeof(LoginRequest), typeof(LoginAnswer), typeof(RenewTokenRequest)]);
        printed.Should().OnlyContain(text => !text.Contains(Secret));
    }

    [Fact]
    public void AFieldThatIsLeftOutIsNotWrittenAndOneThatIsNullIs()
        => JsonSerializer.Serialize(new ProfileRequest(default, new Optional<string?>(null)), Options()).Should().Be("""{"language":null}""");

    private static List<PropertyInfo> SecretsOf(Type type) => type.GetProperties()
        .Where(property => property.PropertyType == typeof(string) && property.Name is not "TokenType" && (property.Name.Contains("Password") || property.Name.Contains("Token"))).ToList();

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        WireJson.Configure(options);
        return options;
    }
}
