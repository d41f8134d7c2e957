using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Site;

/// What the administrator chooses for the whole site: one row.
public sealed class SiteSettings
{
    public const long OnlyId = 1;

    public long Id { get; private set; } = OnlyId;
    public string Name { get; private set; } = "CommunityHub";

    /// The base of every link in mail, QR codes and calendar files; empty until somebody says it.
    public string Address { get; private set; } = "";

    /// A person to turn to: in every footer.
    public string HelpContact { get; private set; } = "";
    public string TimeZone { get; private set; } = "Europe/London";

    /// "england-and-wales", "scotland" or "northern-ireland".
    public string BankHolidays { get; private set; } = "england-and-wales";

    /// Visitors may read open communities.
    public bool PublicReading { get; private set; } = true;

    public void Change(string? name, string? address, string? helpContact, string timeZone, string bankHolidays, bool publicReading)
    {
        var known = Wording.RequireLine(name, 60, "Give the site a name.");
        if (!string.IsNullOrWhiteSpace(address) &&
            !(Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" }))
        {
            throw new RefusedException("Give the address as it is typed in a browser, for example https://hub.example.org");
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) throw new RefusedException("Choose a time zone from the list.");
        if (bankHolidays is not ("england-and-wales" or "scotland" or "northern-ireland")) throw new RefusedException("Choose whose bank holidays count.");

        (Name, Address, TimeZone, BankHolidays, PublicReading) = (known, address?.Trim().TrimEnd('/') ?? "", timeZone, bankHolidays, publicReading);
        HelpContact = string.IsNullOrWhiteSpace(helpContact) ? "" : Wording.RequireLine(helpContact, 120, "");
    }
}

sealed class SiteTables : IEntityTypeConfiguration<SiteSettings>
{
    public void Configure(EntityTypeBuilder<SiteSettings> settings) => settings.Property(s => s.Id).ValueGeneratedNever();
}
