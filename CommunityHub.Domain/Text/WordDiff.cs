using DiffPlex;
using DiffPlex.Chunkers;

namespace CommunityHub.Text;

public enum DiffKind
{
    Same,
    Gone,
    New,
}

/// A stretch of text that stayed, went or came.
public sealed record DiffPiece(DiffKind Kind, string Text);

/// What has changed between two texts, word by word.
public static class WordDiff
{
    // Comparing takes the time of words times changes: of more words than that lines are compared, and of more lines the texts as a whole.
    const int MostPieces = 3_000;

    static readonly IChunker[] Finest = [new DelimiterChunker([' ', '\n', '\t', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '"']), new LineEndingsPreservingChunker()];

    public static IReadOnlyList<DiffPiece> Between(string before, string after)
    {
        var chunker = Array.Find(Finest, one => CountIn(one, before) + CountIn(one, after) <= MostPieces);
        if (before == after) return before.Length == 0 ? [] : [new(DiffKind.Same, after)];
        if (chunker is null) return [new(DiffKind.Gone, before), new(DiffKind.New, after)];

        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, chunker);
        var (pieces, at, gone, fresh) = (new List<DiffPiece>(), 0, "", "");
        foreach (var block in diff.DiffBlocks)
        {
            var same = string.Concat(diff.PiecesNew.Skip(at).Take(block.InsertStartB - at));
            // Between two changed words a blank is no rest for the eye.
            if (gone.Length + fresh.Length > 0 && same is " ") (gone, fresh) = (gone + same, fresh + same);
            else
            {
                Flush();
                if (same.Length > 0) pieces.Add(new(DiffKind.Same, same));
            }
            gone += string.Concat(diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            fresh += string.Concat(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.InsertStartB + block.InsertCountB;
        }
        Flush();
        var rest = string.Concat(diff.PiecesNew.Skip(at));
        if (rest.Length > 0) pieces.Add(new(DiffKind.Same, rest));
        return pieces;

        static int CountIn(IChunker chunker, string text) => ((IReadOnlyCollection<string>)chunker.Chunk(text)).Count;

        void Flush()
        {
            if (gone.Length > 0) pieces.Add(new(DiffKind.Gone, gone));
            if (fresh.Length > 0) pieces.Add(new(DiffKind.New, fresh));
            (gone, fresh) = ("", "");
        }
    }
}
