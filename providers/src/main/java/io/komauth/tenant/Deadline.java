package io.komauth.tenant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * A moment as a setting has it (ISO 8601): a date, which ends with its day; a date and time; or these with an offset. Without an
 * offset it is in the tenant's time zone.
 */
record Deadline(TemporalAccessor moment) {

    private static final int YEAR_DIGITS = 4;

    /** @return empty if the text is none, or no moment that there is */
    static Optional<Deadline> parse(String text) {
        // a longer year is a slip, and the name of a time zone is none of ISO 8601
        if (text.indexOf('-') != YEAR_DIGITS || text.contains("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Deadline(text.contains("T")
                    ? DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                    : LocalDate.parse(text)));
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    /** @return the first instant that is too late */
    Instant in(ZoneId zone) {
        if (moment instanceof LocalDate day) {
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }
        return moment instanceof OffsetDateTime exact ? exact.toInstant() : ((LocalDateTime) moment).atZone(zone).toInstant();
    }
}
