package com.cruddur.cli.ddb.read;

import com.cruddur.core.message.Message;
import com.cruddur.core.message.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a message says, and in brackets what has become of it. */
final class MessageNotes {

    private MessageNotes() {}

    static String textOf(Message message) {
        Revision revision = message.revision();
        List<String> notes = new ArrayList<>();
        if (message.isSystem()) {
            notes.add("system");
        }
        if (message.replyTo() != 0) {
            notes.add("reply to " + message.replyTo());
        }
        if (message.isDeleted()) {
            notes.add("deleted");
        } else if (revision.editedAt() != null) {
            notes.add("edited");
        }
        if (!revision.reactions().isEmpty()) {
            notes.add(revision.reactions().byEmoji().entrySet().stream()
                    .map(reaction ->
                            reaction.getKey() + " " + reaction.getValue().size())
                    .sorted()
                    .collect(Collectors.joining(", ")));
        }
        return Brackets.after(message.text(), notes);
    }
}
