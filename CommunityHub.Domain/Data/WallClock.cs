using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityHub.Data;

/// A time as a clock on the wall shows it, without a zone.
sealed class WallClock() : ValueConverter<DateTime, string>(
    time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
    stored => DateTime.ParseExact(stored, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
