using ChatHub.Conformance.Adapter;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Conformance;

/// <summary>Where the adapters of the packages are.</summary>
internal static class Adapters
{
    /// <summary>Copied beside this assembly with its package, which is built there.</summary>
    public static string JavaScriptFile { get; } = Path.Combine(AppContext.BaseDirectory, "clients", "js", "conformance", "adapter.mjs");

    /// <summary>Built with this assembly, so that it lies in its own folder where this one does in this one's.</summary>
    public static string DotNetFile { get; } = Path.Combine(
        Repository.BuiltIn(Path.Combine(Repository.Root, "clients", "dotnet", "ChatHub.Client.Conformance")), "ChatHub.Client.Conformance.dll");

    /// <summary>A .NET program.</summary>
    public static AdapterCommand DotNet(string assembly) => new(Programs.Find("dotnet")!, [assembly]);
}
