using System.Globalization;
using System.Text;
using ChatHub.Conformance.Playing;

namespace ChatHub.Conformance.Cases;

/// <summary>All cases.</summary>
public static class CaseList
{
    public static readonly IReadOnlyList<Case> All =
    [
        .. About("Joining", JoiningCases.All),
        .. About("Sending", SendingCases.All),
        .. About("Sending several messages", ManySendsCases.All),
        .. About("Changing, and changes while away", ChangingCases.All),
        .. About("Connections that end", LiveCases.All),
        .. About("Reconnecting", ReconnectingCases.All),
        .. About("Restarting", RestartingCases.All),
        .. About("Resets", ResettingCases.All),
        .. About("Tokens and sessions", SessionCases.All),
        .. About("Leaving, and being taken out", LeavingCases.All),
        .. About("Translation", TranslationCases.All),
        .. About("Language", LanguageCases.All),
        .. About("What a newer server may say", UnknownCases.All),
    ];

    /// <summary>The list as CASES.md has it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("# The cases of the conformance kit\n\n")
            .Append("Made by `dotnet run --project clients/conformance -- --list`; a test fails when it is behind. In every case the client must end up showing what an undisturbed reader gets from\n")
            .Append("`GET /rooms/{room}/messages`, with nothing of its own pending, and what it sent must stand in the room's log once, in order, under the id that it was told.\n");
        foreach (var subject in All.GroupBy(@case => @case.Subject))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {subject.Key}\n\n| case | what is done | what it must end up showing |\n|---|---|---|\n");
            foreach (var @case in subject)
                text.Append(CultureInfo.InvariantCulture, $"| `{@case.Name}` | {@case.Done} | {@case.Shows} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Case> About(string subject, Case[] cases) => cases.Select(@case => @case with { Subject = subject });
}
