using Xunit.Abstractions;

namespace ChatHub.Tests.Clients.JavaScript;

/// <summary>One of the package's own tests. A type of its own, as xunit cuts long strings short where it shows them.</summary>
public sealed class NodeTest : IXunitSerializable
{
    [Obsolete("For xunit, when it reads what it has written.", error: true)]
    public NodeTest()
    {
    }

    internal NodeTest(string file, string name) => (File, Name) = (file, name);

    public string File { get; private set; } = "";

    public string Name { get; private set; } = "";

    public void Deserialize(IXunitSerializationInfo info) => (File, Name) = (info.GetValue<string>(nameof(File)), info.GetValue<string>(nameof(Name)));

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(File), File);
        info.AddValue(nameof(Name), Name);
    }

    public override string ToString() => Name;
}
