namespace CommunityHub.Tests.Support;

/// I1: strings of the kinds that have broken sites before (after the Big List of Naughty Strings, MIT), each with a word of its own in front by
/// which a search finds it.
static class NaughtyTexts
{
    static readonly string[] All =
    [
        "undefined null NaN Infinity true None nil \\N", "1e309 0x0 -0 1/0 2147483648 -9223372036854775809 ٠١٢٣ Ⅷ ½", "00:00 9999-12-31 30 February 0001-01-01",
        ",./;'[]\\-= <>?:\"{}|_+ !@#$%^&*()`~", "\u0001\u0002\u0008\u000b\u000c\u000e\u001f\u007f\u0080\u0085\u009f", "\u2028\u2029\ufeff\ufffe\uffff\u200b\u180e\u2060\u00ad",
        "Ω≈ç√∫˜µ≤≥÷ åß∂ƒ©˙∆˚¬…æ", "田中さんにあげて下さい 社會科學院語學研究所 울란바토르", "ﷺ نْ بِسْمِ ٱللَّٰهِ ٱلرَّحْمَٰنِ", "בְּרֵאשִׁית הָיְתָהtestالصفحات التّحول", "‪‪test‪ ‫test‫ \u202etest\u202c \u2066test\u2067",
        "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ̖t̝͕̳̣̻̪͞h̼͓̲̦̳̘̲e͇̣̰̦̬͎", "😍 👩🏽 👨‍🦰 👾 🙇 💁 🙅 🙆 🙋 🙎 🙍 👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇸🇷🇺🇸 🇦🇫", "ヽ༼ຈل͜ຈ༽ﾉ (｡◕ ∀ ◕｡) ¯\\_(ツ)_/¯", "˙ɐnbᴉlɐ ɐuƃɐɯ ǝɹolop 𝐓𝐡𝐞 𝕢𝕦𝕚𝕔𝕜 ⒯⒣⒠ ＴＨＥ",
        "\ud800 half \udc00 pair \ud83d", "İ ı ß ﬀ ǅ Å K Ω", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 e\u0327\u0301",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1) />", "\"><script>alert(1)</script>", "'><svg/onload=alert(1)>", "</title></textarea></style></script><script>alert(1)</script>", "<a href=\"jAvAsCriPt:alert(1)\">a</a>",
        "[a](javascript:alert(1)) [b](java\tscript:alert(2)) [c](&#106;avascript:alert(3)) [d](data:text/html;base64,PHNjcmlwdD4=) ![e](x\"onerror=alert(4))", "<javascript:alert(1)> <data:text/html,x> [f]: vbscript:x",
        "<iframe src=//evil.example></iframe><object data=x><embed src=x><base href=//evil.example>", "<style>@import'//evil.example'</style><link rel=stylesheet href=//evil.example>", "`\"'><img src=x onerror=alert(1)>", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<x onclick=alert(1) style=\"position:fixed\">", "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#x3e; %3Cscript%3E",
        "# {#id .class onclick=alert(1)}\n\n```html onclick=x\n<b>\n```", "[^1]\n\n[^1]: <script>alert(1)</script>", "@everyone @here @Ada Osei @\u202e @<b>", "> > > > > > > > > > > > > deep", "| a | b |\n|---|---|\n| <b> | `x` |",
        "1;DROP TABLE users", "1'; DROP TABLE users-- 1", "' OR 1=1 -- 1", "' OR '1'='1", "%", "_", "\\' \\\" \\\\", "%s %n %d %x %p", "{{7*7}} ${7*7} #{7*7} <%= 7 %> @(7*7)", "$(touch /tmp/x) `ls` ; ls | cat", "../../../../etc/passwd%00 C:\\con\\nul.txt \\\\evil.example\\share",
        "=cmd|' /C calc'!A0 +1 -1 @SUM(1)", "X: y\r\nSet-Cookie: a=b\r\n\r\n<html>", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", "]]> <![CDATA[ <?xml version=\"1.0\"?> <!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "\u001b[31mred\u001b[0m \u0007bell", "CON PRN AUX NUL COM1 LPT1",
        "Scunthorpe Penistone Lightwater evaluate mocha expression", "http://a/%%30%30 https://evil.example/?a=1&b=<script> mailto:a@b.test?bcc=c@d.test", "Roses are \u001b[0;31mred\u001b[0m, violets are \u001b[0;34mblue.", "But now...\u001b[20Cfor my greatest trick...", "The quic\b\b\b\b\b\bk brown fo\u0007\u0007\u0007x...",
    ];

    /// The word is of letters that no language has in that order.
    public static IReadOnlyList<(string Word, string Text)> Each { get; } = [.. All.Select((text, i) => (Word(i), $"{Word(i)} {text}"))];

    static string Word(int i) => $"zqx{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}qz";
}
