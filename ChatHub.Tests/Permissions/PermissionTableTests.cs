using System.Reflection;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Permissions;

/// <summary>The table leaves nothing out: a method or an endpoint without a row is one that nobody has thought about.</summary>
public sealed class PermissionTableTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public void EveryHubMethodHasARow()
    {
        var methods = typeof(Api.Realtime.ChatHub).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method).Select(method => method.Name);

        Names(isHub: true).Should().BeEquivalentTo(methods);
    }

    [Fact]
    public void EveryEndpointThatNeedsATokenHasARow()
    {
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            // The hub's own endpoint is as its methods are.
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is { AuthenticationSchemes: null } && endpoint.Metadata.GetMetadata<HubMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {PathOf(endpoint)}"));

        Names(isHub: false).Should().BeEquivalentTo(endpoints);
    }

    [Fact]
    public void EveryRowSaysWhatItAnswersInEveryPlace()
        => PermissionTable.Rows.Where(row => !row.IsAboutNoRoom).Should().OnlyContain(row => row.Cells.Count() == 17 && row.Cells.All(cell => cell.Answer.Length != 3));

    private static IEnumerable<string> Names(bool isHub) => PermissionTable.Rows.Where(row => row.IsHub == isHub).Select(row => row.Name).Distinct(StringComparer.Ordinal);

    private static string PathOf(RouteEndpoint endpoint)
        => "/" + Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), ":[a-z]+(?=})", "", RegexOptions.None, TimeSpan.FromSeconds(1));
}
