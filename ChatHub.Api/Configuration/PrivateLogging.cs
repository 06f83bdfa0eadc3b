using Microsoft.Extensions.Options;

namespace ChatHub.Api.Configuration;

/// <summary>Keeps out of the logs, at whatever level the operator asks for, what the framework would write there of its own.</summary>
internal static class PrivateLogging
{
    // The first two print the query string, and with it the ?access_token= of browsers; the other the arguments of calls, and with them
    // passwords and messages (OWASP Logging Cheat Sheet, "Data to exclude").
    private static readonly string[] Leaking =
        ["Microsoft.AspNetCore.Routing.EndpointMiddleware", "Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker"];

    // Prints the query string, too. And at whichever level it may print anything, each request has an Activity and a scope, kept for as long as a WebSocket is open. (Who traces,
    // by an ActivityListener, has the activities all the same.)
    private const string Requests = "Microsoft.AspNetCore.Hosting.Diagnostics";

    // Print a whole stack trace: the host for what Program.cs says in a line, the dispatcher, which would print arguments, too, for every refusal of a hub
    // method, as many as a client likes to ask for. What is no refusal HubErrors logs.
    private static readonly string[] Loud = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher"];

    public static void Configure(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(
            new PostConfigureOptions<LoggerFilterOptions>(Microsoft.Extensions.Options.Options.DefaultName, Silence));
    }

    private static void Silence(LoggerFilterOptions options)
    {
        // A rule for a provider beats one for all: each provider that has rules needs these, too.
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            foreach (var category in Leaking)
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Warning, filter: null));
            options.Rules.Add(new LoggerFilterRule(provider, Requests, LogLevel.None, filter: null));
            foreach (var category in Loud)
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Critical, filter: null));
        }
    }
}
