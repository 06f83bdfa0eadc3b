using ChatHub.Conformance.Adapter;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Conformance;

/// <summary>Where the adapters of the packages are.</summary>
internal static class Adapters
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    /// <summary>Copied beside this assembly with its package, which is built there.</summary>
    public static string JavaScriptFile { get; } = Path.Combine(AppContext.BaseDirectory, "clients", "js", "conformance", "adapter.mjs");

    /// <summary>Built with this assembly, so that it lies in its own folder where this one does in this one's.</summary>
    public static string DotNetFile { get; } = Path.Combine(
        Root, "clients", "dotnet", "ChatHub.Client.Conformance", Path.GetRelativePath(Path.Combine(Root, "ChatHub.Tests"), AppContext.BaseDirectory), "ChatHub.Client.Conformance.dll");

    /// <summary>A file of the kit's folder.</summary>
    public static string KitFile(string name) => Path.Combine(Root, "clients", "conformance", name);

    /// <summary>A .NET program.</summary>
    public static AdapterCommand DotNet(string assembly) => new(Programs.Find("dotnet")!, [assembly]);

    private static string FindRoot(string directory)
        => File.Exists(Path.Combine(directory, "ChatHub.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory)!);
}
