using System.Net;
using System.Text;

namespace CommunityHub.Text;

/// Sanitised HTML, as other sites give it out, as the Markdown that says the same. Goes once through the text, whatever is in it: tags
/// that are not known are left away and their words stay.
public static class HtmlToMarkdown
{
    // Deeper than anybody quotes.
    const int Deepest = 12;

    public static string Convert(string? html) => new Turning(html ?? "").Turn();

    /// Words in which nothing is a mark.
    public static string Escape(string words)
    {
        var text = new StringBuilder(words.Length + 8);
        foreach (var sign in words)
        {
            if (sign is '\\' or '*' or '_' or '`' or '[' or ']' or '<' or '~' or '|') text.Append('\\');
            text.Append(sign);
        }
        return text.ToString();
    }

    sealed class Turning(string html)
    {
        readonly StringBuilder text = new(html.Length);
        readonly List<Frame> frames = [];
        readonly Stack<string> links = [];
        int breaks;
        bool isCode;
        int at;

        public string Turn()
        {
            while (at < html.Length)
            {
                var open = html.IndexOf('<', at);
                if (open != at) Say(html[at..(open < 0 ? html.Length : open)]);
                if (open < 0) break;
                var close = html.IndexOf('>', open);
                if (close < 0)
                {
                    Say(html[open..]);
                    break;
                }
                at = close + 1;
                Tag(html[(open + 1)..close]);
            }
            return text.ToString().Trim('\n');
        }

        void Say(string raw)
        {
            at += raw.Length;
            var words = WebUtility.HtmlDecode(raw);
            if (isCode)
            {
                foreach (var (i, line) in words.Split('\n').Index())
                {
                    if (i > 0) breaks++;
                    if (line.Length > 0) Write(line);
                }
                return;
            }
            var isInCode = frames.Exists(frame => frame.Tag is "code");
            var flat = Wording.Line(words);
            var (before, after) = (words.Length > 0 && char.IsWhiteSpace(words[0]), words.Length > 0 && char.IsWhiteSpace(words[^1]));
            if (before && breaks == 0 && text.Length > 0 && text[^1] is not ' ' and not '\n') text.Append(' ');
            if (flat.Length == 0) return;
            Write(isInCode ? flat : AtLineBegin && flat[0] is '#' or '>' or '-' or '+' ? $"\\{Escape(flat)}" : Escape(flat));
            if (after) text.Append(' ');
        }

        bool AtLineBegin => breaks > 0 || text.Length == 0;

        void Write(string words)
        {
            if (text.Length == 0) text.Append(Prefix());
            else if (breaks > 0)
            {
                while (text[^1] is ' ') text.Length--;
                for (; breaks > 1; breaks--) text.Append('\n').Append(Prefix(isBlank: true).TrimEnd());
                text.Append('\n').Append(Prefix());
            }
            breaks = 0;
            text.Append(words);
        }

        // Each list item has its sign once, and room of that width afterwards.
        string Prefix(bool isBlank = false)
        {
            var prefix = new StringBuilder();
            foreach (var frame in frames)
            {
                prefix.Append(frame.IsBegun || isBlank ? frame.Later : frame.First);
                if (!isBlank) frame.IsBegun = true;
            }
            return prefix.ToString();
        }

        // The first words of a list's item stand beside its sign.
        void Block(int lines = 2) => breaks = isCode || frames is [.., { Tag: "li", IsBegun: false }] ? breaks : Math.Max(breaks, text.Length == 0 ? 0 : lines);

        void Tag(string tag)
        {
            var isEnd = tag.StartsWith('/');
            var name = NameOf(isEnd ? tag[1..] : tag);
            switch (name)
            {
                case "p" or "div" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                    Block();
                    if (!isEnd && name[0] == 'h') Write($"{new string('#', name[1] - '0')} ");
                    break;
                case "br": Block(1); break;
                case "hr":
                    Block();
                    Write("---");
                    Block();
                    break;
                case "blockquote": Nest(name, isEnd, "> ", "> ", 2); break;
                case "ul" or "ol": Nest(name, isEnd, "", "", frames.Exists(frame => frame.Tag is "li") ? 1 : 2); break;
                case "li":
                    var list = frames.FindLast(frame => frame.Tag is "ul" or "ol");
                    var sign = list?.Tag is not "ol" || isEnd ? "- " : $"{++list.Count}. ";
                    Nest(name, isEnd, sign, new string(' ', sign.Length), 1);
                    break;
                case "pre": Fence(isEnd); break;
                case "code" when !isCode:
                    Write("`");
                    if (isEnd) Pop(name);
                    else Push(name, "", "");
                    break;
                case "em" or "i": Mark("*"); break;
                case "strong" or "b": Mark("**"); break;
                case "del" or "s" or "strike": Mark("~~"); break;
                case "a" when !isEnd:
                    links.Push(Attribute(tag, "href"));
                    Write("[");
                    break;
                case "a" when links.Count > 0: Write($"]({links.Pop()})"); break;
                case "img": Write($"![{Escape(Attribute(tag, "alt"))}]({Attribute(tag, "src")})"); break;
            }
        }

        void Mark(string sign)
        {
            if (!isCode) Write(sign);
        }

        void Nest(string name, bool isEnd, string first, string later, int lines)
        {
            Block(lines);
            if (isEnd) Pop(name);
            else Push(name, first, later);
        }

        void Fence(bool isEnd)
        {
            if (isEnd == !isCode) return;
            if (!isEnd) Block();
            else breaks = 1;
            if (isEnd) isCode = false;
            Write("```");
            breaks = 1;
            if (isEnd) Block();
            else isCode = true;
        }

        void Push(string tag, string first, string later)
        {
            if (frames.Count < Deepest) frames.Add(new Frame(tag, first, later));
        }

        void Pop(string tag)
        {
            var last = frames.FindLastIndex(frame => frame.Tag == tag);
            if (last >= 0) frames.RemoveRange(last, frames.Count - last);
        }

        static string NameOf(string tag)
        {
            var end = tag.AsSpan().IndexOfAny(" \t\r\n/");
            return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
        }

        // Spaces and brackets would end the address in Markdown.
        static string Attribute(string tag, string name)
        {
            var begin = tag.IndexOf($"{name}=", StringComparison.OrdinalIgnoreCase);
            if (begin < 0) return "";
            begin += name.Length + 1;
            var quote = begin < tag.Length && tag[begin] is '"' or '\'' ? tag[begin++] : ' ';
            var end = tag.IndexOf(quote, begin);
            var value = Wording.Line(WebUtility.HtmlDecode(end < 0 ? tag[begin..] : tag[begin..end]));
            return name is "alt" ? value : value.Replace(" ", "%20", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        }
    }

    sealed class Frame(string tag, string first, string later)
    {
        public string Tag { get; } = tag;
        public string First { get; } = first;
        public string Later { get; } = later;
        public bool IsBegun { get; set; }

        /// Of the items of a list.
        public int Count { get; set; }
    }
}
