package com.cruddur.cli.ddb.read;

import com.cruddur.cli.output.Printable;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.wire.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a conversation begins in a list, and in brackets what its owner has set. */
final class ConversationNotes {

    private ConversationNotes() {}

    static String previewOf(Conversation row, Instant now) {
        List<String> notes = new ArrayList<>();
        Instant mutedUntil = row.own().mutedUntil();
        if (mutedUntil != null && row.isMuted(now)) {
            notes.add("muted until " + minute(mutedUntil));
        }
        if (row.own().markedUnread()) {
            notes.add("marked unread");
        }
        if (row.isClosed()) {
            notes.add("closed");
        }
        return Brackets.after(Printable.preview(row.preview()), notes);
    }

    static String minute(Instant time) {
        return WireTime.of(time).substring(0, 16).replace('T', ' ');
    }
}
