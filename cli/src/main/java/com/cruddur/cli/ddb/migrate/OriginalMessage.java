package com.cruddur.cli.ddb.migrate;

import com.cruddur.cli.ddb.migrate.OriginalItem.Person;
import com.cruddur.cli.ddb.migrate.OriginalItem.Unreadable;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableSpec;
import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code MSG#<group>} / ISO time of the original's table. */
record OriginalMessage(
        ConversationId group, Instant time, @Nullable String uuid, String sk, Person sender, String text) {

    /** An item has 400 KB; what is not text in one of ours fits in this. */
    private static final int MAX_BYTES = 400 * 1024 - 2_048;

    static OriginalMessage read(OriginalItem item, ZoneId zone) {
        ConversationId group = new ConversationId(item.uuidOfKey(TableSpec.MESSAGE_PREFIX));
        Instant time = OriginalTime.parse(item.sk(), zone)
                .orElseThrow(() -> new Unreadable("its sort key is not an ISO time"));
        String text = item.text(TableSpec.MESSAGE);
        if (text == null) {
            throw new Unreadable("it has no message");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Unreadable("its message leaves no room for our attributes within DynamoDB's 400 KB");
        }
        return new OriginalMessage(group, time, item.text(TableSpec.MESSAGE_UUID), item.sk(), item.person(), text);
    }

    /**
     * Its id with us: the same whenever it is copied, and another than that of every other message, even at the
     * same time. Without a uuid of its own it is told by the sort key, of which there is one in a group.
     */
    MessageId newId() {
        String identity = uuid == null ? sk : uuid;
        return new MessageId(UuidCreator.getNameBasedSha1(
                group + "/" + time.toEpochMilli() + "/" + identity + "/" + sender.id() + "/" + text));
    }

    /** What we would not have accepted, but copy as it is. */
    List<String> remarks(Instant now) {
        List<String> remarks = new ArrayList<>();
        ErrorCode wrong = MessageText.whatIsWrongWith(text);
        if (wrong == ErrorCode.MESSAGE_BLANK) {
            remarks.add("the message is blank; copied as it is");
        } else if (wrong == ErrorCode.MESSAGE_EXCEED_MAX_CHARS) {
            remarks.add("the message has " + text.codePointCount(0, text.length()) + " characters, more than "
                    + MessageText.MAX_CHARACTERS + "; copied as it is");
        } else if (wrong == ErrorCode.MALFORMED_REQUEST) {
            remarks.add("the message holds a control character or half of a surrogate pair; copied as it is");
        }
        if (time.isAfter(now)) {
            remarks.add("its time lies in the future: is the zone of times without offset right? Copied; the"
                    + " conversation stays on top until then");
        }
        return remarks;
    }
}
