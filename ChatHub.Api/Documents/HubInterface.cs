using System.Reflection;
using System.Text.RegularExpressions;
using ChatHub.Contracts;
using ChatHub.Domain.Errors;

namespace ChatHub.Api.Documents;

/// <summary>A method of the hub, or a call of the server's on its clients.</summary>
/// <param name="Name">As it is invoked.</param>
/// <param name="Summary">What it does, in Markdown.</param>
/// <param name="Argument">Its one argument.</param>
/// <param name="Result">What it answers; null if nothing.</param>
/// <param name="Refusals">What it may be refused with, in Markdown; null for a call of the server's.</param>
internal sealed partial record HubCall(string Name, string Summary, Type Argument, Type? Result, string? Refusals)
{
    /// <summary>The codes of the refusals, in the order of the catalogue.</summary>
    public IReadOnlyList<string> Codes => Refusals is null ? [] : WordLists.ErrorCodes.Words.Intersect(Quoted().Matches(Refusals).Select(match => match.Groups["word"].Value)).ToList();

    [GeneratedRegex("`(?<word>[a-z_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}

/// <summary>The hub's interface, as its code has it.</summary>
internal static class HubInterface
{
    /// <summary>What any method may be refused with, whatever it is asked: where the connection asks for too much, has come to its end, or the server has.</summary>
    public static IReadOnlyList<Error> RefusalsOfAll { get; } =
        [ErrorCatalogue.InvalidToken, ErrorCatalogue.TokenExpired, ErrorCatalogue.RateLimited, ErrorCatalogue.Internal, ErrorCatalogue.Unavailable];

    /// <summary>What clients invoke.</summary>
    public static IEnumerable<HubCall> Methods(XmlDocs docs) => typeof(Realtime.ChatHub)
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(method => method.GetBaseDefinition() == method)
        .Select(method => new HubCall(
            method.Name, docs.Of(method), ArgumentOf(method), method.ReturnType.GenericTypeArguments.SingleOrDefault(),
            docs.RefusalsOf(method) ?? throw new InvalidOperationException($"{method.Name} does not say what it refuses.")));

    /// <summary>What the server invokes on clients.</summary>
    public static IEnumerable<HubCall> Calls(XmlDocs docs)
        => typeof(IChatClient).GetMethods().Select(method => new HubCall(method.Name, docs.Of(method), ArgumentOf(method), Result: null, Refusals: null));

    private static Type ArgumentOf(MethodInfo method) => method.GetParameters().Single().ParameterType;
}
