using Microsoft.AspNetCore.Components;

namespace LiveCost.Room;

/// An answer with its question. Prose is rendered when it is written; Fixed is the whole row.
public sealed record Answer(int Id, string Question, string Asker, string By, string At, string Text)
{
    public MarkupString Prose { get; } = ProseOf(Text);

    public MarkupString Fixed { get; } = new($"""
        <article class="answer"><h3 class="ask">{Question}</h3><p class="meta">Asked by {Asker}</p>
        <div class="said"><span class="by"><span class="avatar" aria-hidden="true">MO</span><span><b>{By}</b><span>Answered at {At}</span></span></span>
        <div class="prose">{ProseOf(Text)}</div></div></article>
        """);

    static MarkupString ProseOf(string text) => new($"<p>{text}</p><ul><li>what the money is for</li><li>who helps you</li></ul><p>Nothing else had changed.</p>");
}
