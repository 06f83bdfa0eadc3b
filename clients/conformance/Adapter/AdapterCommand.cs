namespace ChatHub.Conformance.Adapter;

/// <summary>How a client under test is started.</summary>
/// <param name="Program">A program on the path, or where one is.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record AdapterCommand(string Program, IReadOnlyList<string> Arguments);
