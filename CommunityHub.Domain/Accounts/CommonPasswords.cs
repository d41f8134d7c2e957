namespace CommunityHub.Accounts;

/// What everybody tries first. Short: the length rule keeps out most of the usual lists.
static class CommonPasswords
{
    static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "12345678910", "123456789a", "a123456789", "1q2w3e4r5t", "1qaz2wsx3edc", "1q2w3e4r5t6y", "qwertyuiop", "qwerty1234", "qwerty12345",
        "qwerty123456", "qwertyuiop1", "asdfghjkl1", "asdfghjkl;", "zxcvbnm123", "password12", "password123", "password1234", "password12345", "passw0rd123",
        "p@ssw0rd123", "p@ssword123", "letmein123", "letmein1234", "welcome123", "welcome1234", "administrator", "changeme123", "iloveyou123", "iloveyou12",
        "sunshine123", "princess123", "football123", "liverpool1", "liverpool123", "chelsea123", "arsenal123", "manchester", "manchester1", "everton123", "abc1234567",
        "abcd123456", "abcdefghij", "abcdefghijk", "trustno1234", "monkey12345", "dragon12345", "superman123", "batman12345", "charlie123", "michael123", "jennifer123",
        "computer123", "internet123", "starwars123", "whatever123", "mypassword", "mypassword1", "secret1234", "secret12345", "passwordpassword", "qwertyqwerty",
        "1111111111", "0000000000", "9876543210", "0987654321", "1234512345", "1122334455", "council123", "community1", "community123", "communityhub",
    };

    public static bool Contain(string password) => Known.Contains(password.Trim()) || password.Distinct().Count() < 3;
}
