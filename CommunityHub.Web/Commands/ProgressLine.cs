using System.Globalization;

namespace CommunityHub.Web.Commands;

/// How far a command has come: a bar that moves on a terminal, a line at every quarter in a file.
sealed class ProgressLine : IDisposable
{
    const int Width = 30;

    readonly bool isTerminal = !Console.IsOutputRedirected;
    string what = "";
    int shown = -1;

    public void Show(string stage, double done)
    {
        var part = (int)(Math.Clamp(done, 0, 1) * (isTerminal ? 100 : 4));
        if (stage == what && part <= shown) return;
        if (stage != what) End();
        (what, shown) = (stage, part);
        if (!isTerminal && part > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: {25 * part} %"));
        if (isTerminal) Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', part * Width / 100),-Width}] {part,3} %  {stage}   "));
    }

    /// What comes next begins on a line of its own.
    public void End()
    {
        if (isTerminal && shown >= 0) Console.WriteLine();
        (what, shown) = ("", -1);
    }

    public void Dispose() => End();
}
