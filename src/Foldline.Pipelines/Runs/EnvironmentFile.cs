using Foldline.Pipelines.Machine;

namespace Foldline.Pipelines.Runs;

/// <summary>The file <c>environment.json</c>: versions, machine and threads that a run was made with.</summary>
public static class EnvironmentFile
{
    /// <summary>Writes the file: one object a group.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="facts">What was found.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Save(string path, IEnumerable<MachineFact> facts) => JsonFile.Write(path, json =>
    {
        foreach (var group in facts.GroupBy(fact => fact.Group))
        {
            json.WriteStartObject(group.Key);
            foreach (var fact in group.DistinctBy(fact => fact.Name))
                json.WriteString(fact.Name, fact.Value);
            json.WriteEndObject();
        }
    });
}
