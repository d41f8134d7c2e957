namespace LiveCost.Live;

/// Who waits between two rings.
enum Pacing
{
    /// Each listener has a task and a delay of its own.
    Listener,

    /// The topic has one task and one delay; each listener is handed to the thread pool.
    Topic,

    /// As Topic, but the topic's task calls the listeners one after the other.
    TopicInline,

    /// As Topic, but one lane for each processor calls the listeners, stepping back after a few so that what they sent goes out first.
    TopicLanes,
}
