using System.Text;
using ChatHub.Api.Errors;
using ChatHub.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

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
            .AddControllers(mvc =>
            {
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                // No call takes a form, and MVC fails on a broken one instead of refusing it, wherever it comes.
                mvc.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
                // JSON is UTF-8 (RFC 8259, 8.1). MVC would also take UTF-16, and fail on what is none instead of refusing it.
                foreach (var encodings in mvc.InputFormatters.OfType<TextInputFormatter>().Select(json => json.SupportedEncodings))
                {
                    foreach (var other in encodings.Where(encoding => encoding is not UTF8Encoding).ToList())
                        encodings.Remove(other);
                }
            })
            .AddJsonOptions(json => WireJson.Configure(json.JsonSerializerOptions));
        builder.Services.Configure<ApiBehaviorOptions>(api =>
        {
            api.SuppressMapClientErrors = true;
            api.InvalidModelStateResponseFactory = InvalidBodies.Refuse;
        });
    }
}
