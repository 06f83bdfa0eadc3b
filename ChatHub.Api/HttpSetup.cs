using ChatHub.Api.Errors;
using ChatHub.Api.Wire;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api;

/// <summary>Kestrel and MVC: what is said of the server, and how errors look.</summary>
internal static class HttpSetup
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<HttpErrors>();
        builder.Services
            // What is required, and what a field may hold, the domain says: the same for both interfaces.
            .AddControllers(mvc => mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true)
            .AddJsonOptions(json => WireJson.Configure(json.JsonSerializerOptions));
        builder.Services.Configure<ApiBehaviorOptions>(api =>
        {
            api.SuppressMapClientErrors = true;
            api.InvalidModelStateResponseFactory = InvalidBodies.Refuse;
        });
    }
}
