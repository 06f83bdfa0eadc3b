using System.Net.Http.Headers;
using System.Text.Json;
using ChatHub.Contracts;
using Embed;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

// An app with its own users and a chat in its page. People sign in to the app; its backend opens their ChatHub session with a key that only it knows, and hands the tokens to the page:
//   CHATHUB_URL=http://localhost:5000 CHATHUB_SERVER_KEY=… dotnet run --project clients/samples/embed
var builder = WebApplication.CreateBuilder(args);
var url = new Uri(builder.Configuration["CHATHUB_URL"] ?? "http://localhost:5000");
var key = builder.Configuration["CHATHUB_SERVER_KEY"] ?? throw new InvalidOperationException("CHATHUB_SERVER_KEY is not set: one of the server's Auth:ServerKeys.");
var wire = new JsonSerializerOptions();
WireJson.Configure(wire);

builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
{
    cookie.Cookie.SameSite = SameSiteMode.Strict;
    cookie.Events.OnRedirectToLogin = context =>
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };
});
builder.Services.AddAuthorization();
builder.Services.AddHttpClient("ChatHub", http =>
{
    http.BaseAddress = url;
    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
});

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();

app.MapPost("/sign-in", (SignIn request) => AppUsers.Find(request.Name, request.Password) is { } user
    ? Results.SignIn(user.ToPrincipal(), authenticationScheme: CookieAuthenticationDefaults.AuthenticationScheme)
    : Results.Unauthorized());

// The page's refresh call, too: it comes here whenever its tokens cannot be renewed any more.
app.MapPost("/chat-session", async (HttpContext context, IHttpClientFactory factory) =>
{
    var user = AppUsers.Get(context.User.Identity!.Name!);
    var request = new AppSessionRequest(user.Name, new Optional<string?>(user.FullName), new Optional<string?>(user.Language));
    using var http = factory.CreateClient("ChatHub");
    using var answer = await http.PostAsJsonAsync("/sessions", request, wire, context.RequestAborted);
    if (!answer.IsSuccessStatusCode)
        return Results.StatusCode(StatusCodes.Status502BadGateway);
    var session = await answer.Content.ReadFromJsonAsync<LoginAnswer>(wire, context.RequestAborted);
    context.Response.Headers.CacheControl = "no-store";
    return Results.Json(new { url, session }, wire);
}).RequireAuthorization();

// Signing out of the app ends the chat everywhere, live connections included.
app.MapPost("/sign-out", async (HttpContext context, IHttpClientFactory factory) =>
{
    // First out of the app, whether the chat can be reached or not: with its cookie the page would get another session meanwhile.
    await context.SignOutAsync();
    try
    {
        using var http = factory.CreateClient("ChatHub");
        using var answer = await http.DeleteAsync(new Uri($"/users/{Uri.EscapeDataString(context.User.Identity!.Name!)}/sessions", UriKind.Relative), context.RequestAborted);
        return answer.IsSuccessStatusCode ? Results.NoContent() : Results.StatusCode(StatusCodes.Status502BadGateway);
    }
    catch (HttpRequestException)
    {
        return Results.StatusCode(StatusCodes.Status502BadGateway);
    }
}).RequireAuthorization();

await app.RunAsync();
