namespace ChatHub.Bench;

/// <summary>A table that reads well on a console, and is Markdown to paste.</summary>
internal sealed class MarkdownTable(params string[] head)
{
    private readonly List<string[]> _rows = [head];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print(string title)
    {
        Console.WriteLine($"\n{title}\n");
        var widths = head.Select((_, column) => _rows.Max(row => row[column].Length)).ToList();
        foreach (var (row, number) in _rows.Select((row, number) => (row, number)))
        {
            Console.WriteLine($"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |");
            if (number == 0)
                Console.WriteLine($"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|");
        }
    }
}
