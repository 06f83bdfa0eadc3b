using System.Globalization;

namespace ChatHub.Tests.Model;

/// <summary>How many sequences are played.</summary>
internal static class ModelRuns
{
    /// <summary>As <c>CHATHUB_MODEL_RUNS</c> says; null without it.</summary>
    public static int? Asked => Environment.GetEnvironmentVariable("CHATHUB_MODEL_RUNS") is { Length: > 0 } runs ? int.Parse(runs, CultureInfo.InvariantCulture) : null;
}
