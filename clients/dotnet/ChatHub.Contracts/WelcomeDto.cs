namespace ChatHub.Contracts;

/// <summary>Where to go.</summary>
/// <param name="Message">A greeting.</param>
/// <param name="Version">The version that runs.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record WelcomeDto(string Message, string Version, WelcomeLinks Links);

/// <summary>Paths on this server.</summary>
/// <param name="Docs">The HTTP interface, to try out.</param>
/// <param name="Hub">The SignalR hub.</param>
/// <param name="App">The web app, for people.</param>
/// <param name="Health">Whether the server is ready.</param>
public sealed record WelcomeLinks(string Docs, string Hub, string App, string Health);
