namespace CommunityHub.Site;

/// What every link in mail, QR codes and calendar files begins with: as the administrator said it, or as the server was started;
/// never as a browser's request claims.
public sealed class SiteAddress(SiteRules rules)
{
    /// From the configuration, or in development from the server itself.
    public string? Fallback { get; set; }

    /// Without a slash at the end; null until somebody has said it.
    public async Task<string?> FindAsync() => (await rules.ReadAsync()).Address is { Length: > 0 } address ? address : Fallback?.TrimEnd('/');
}
