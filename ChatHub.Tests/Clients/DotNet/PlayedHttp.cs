namespace ChatHub.Tests.Clients.DotNet;

/// <summary>Answers calls in the server's place where the test says, and lets the others through.</summary>
internal sealed class PlayedHttp(Func<HttpRequestMessage, HttpResponseMessage?> answer, HttpMessageHandler? inner = null) : DelegatingHandler(inner ?? new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => answer(request) ?? await base.SendAsync(request, cancellationToken);
}
