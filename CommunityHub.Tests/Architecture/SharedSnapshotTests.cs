using System.Collections;
using CommunityHub.Communities;
using CommunityHub.Hotseats;

namespace CommunityHub.Tests.Architecture;

/// What is read once and shown to many holds nobody's id: who may see a name may not learn whose row it is.
public sealed class SharedSnapshotTests
{
    static readonly string[] Telling = ["Person", "Asker", "Host", "MemberId", "UserId", "ActorId", "Account", "SignIn"];

    [Theory]
    [InlineData(typeof(RoomSnapshot))]
    [InlineData(typeof(VoteCounts))]
    [InlineData(typeof(AnswerTalks))]
    [InlineData(typeof(NamesForFacilitators))]
    [InlineData(typeof(CommunityFace))]
    [InlineData(typeof(CommunityHub.Hotseats.Afterwards.ArchiveSnapshot))]
    [InlineData(typeof(ThemeFace))]
    public void A_shared_snapshot_holds_no_person(Type root)
    {
        var seen = new HashSet<Type>();
        var found = new List<string>();
        Look(root, root.Name, seen, found);

        Assert.Empty(found);
        Assert.Contains(root, seen);
    }

    [Fact]
    public void The_look_finds_what_it_looks_for()
    {
        var found = new List<string>();
        Look(typeof(Leaky), "Leaky", [], found);
        Assert.Equal(["Leaky.AskerName", "Leaky.Inner[].Number"], found);
    }

    static void Look(Type type, string path, HashSet<Type> seen, List<string> found)
    {
        if (!seen.Add(type)) return;
        foreach (var property in type.GetProperties())
        {
            var at = $"{path}.{property.Name}";
            if (Telling.Any(word => property.Name.Contains(word, StringComparison.Ordinal))) found.Add(at);
            foreach (var part in PartsOf(property.PropertyType))
            {
                if (part == typeof(long) || part == typeof(ulong) || part == typeof(Guid) || part == typeof(object) || part.Namespace?.StartsWith("CommunityHub.People", StringComparison.Ordinal) == true)
                {
                    found.Add(part == property.PropertyType || Nullable.GetUnderlyingType(property.PropertyType) == part ? at : $"{at}[]");
                }
                else if (part.Namespace?.StartsWith("CommunityHub", StringComparison.Ordinal) == true && !part.IsEnum)
                {
                    Look(part, typeof(IEnumerable).IsAssignableFrom(property.PropertyType) ? $"{at}[]" : at, seen, found);
                }
            }
        }
    }

    static IEnumerable<Type> PartsOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? [inner]
        : type.IsArray ? PartsOf(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(PartsOf)
        : [type];

    sealed record Leaky(string AskerName, IReadOnlyList<LeakyPart> Inner);

    sealed record LeakyPart(long? Number, string Words);
}
