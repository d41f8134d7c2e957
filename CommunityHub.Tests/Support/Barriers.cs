using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Support;

/// What axe finds against a page: by all its rules and by WCAG 2.2's size of targets, which it leaves out unless told.
static class Barriers
{
    const string Run = """
        async () => {
            const look = async () => {
                const found = await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
                return found.violations.map(barrier => `${barrier.id}: ${barrier.nodes[0].html} ${barrier.nodes[0].any.map(check => check.message).join(' ')}`);
            };
            // axe measures in steps: of a page that moved between two of them (a live part came, a typeface) it tells what never was.
            return (await look()).length === 0 ? [] : await look();
        }
        """;

    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // In the page itself: the package for Playwright opens a second page at each run, which takes as long again.
    public static async Task<string[]> FindAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
