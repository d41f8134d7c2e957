using CommunityHub.People;
using Microsoft.AspNetCore.Identity;

namespace CommunityHub.Accounts;

/// How a person signs in: mail address and password. One person has one at most.
public sealed class Account : IdentityUser<long>
{
    public long PersonId { get; set; }
    public Person Person { get; private set; } = null!;
}
