namespace CommunityHub.Search;

/// What can be found. A discussion is its title and its first post.
public enum SearchKind
{
    Discussion = 1,
    Post,
    Hotseat,
    Question,
    Answer,
    Person,
    Community,
}
