package com.cruddur.api.conversation;

import com.cruddur.api.http.JsonMember;
import com.cruddur.core.inbox.SettingsChange;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of {@code PUT /api/message_groups/{message_group_uuid}/settings}: a member that is missing stays as it is. */
record SettingsPatch(
        @Nullable JsonNode archived,
        @Nullable JsonNode mutedUntil,
        @Nullable JsonNode markedUnread) {

    /** RFC 3339, as the contract's schema has it: Java alone would take a time without seconds. */
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    SettingsChange change() {
        return new SettingsChange(
                JsonMember.yesOrNo("archived", archived),
                JsonMember.yesOrNo("marked_unread", markedUnread),
                mutedUntil != null,
                mutedUntil == null ? null : time(JsonMember.textOrNull("muted_until", mutedUntil)));
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (TIME.matcher(text).matches()) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
                if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                    return time;
                }
            } catch (DateTimeException e) {
                // No such day or hour.
            }
        }
        throw new CruddurException(
                ErrorCode.MALFORMED_REQUEST,
                "muted_until is a time from 1970 to 9999 such as 2026-11-22T18:04:11Z, or null to unmute");
    }
}
