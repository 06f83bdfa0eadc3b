namespace ChatHub.Tests.Support;

/// <summary>A fact about file modes or signals, which Windows does not have; it shows there as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no file modes and no signals.";
    }
}
