package com.cruddur.cli.ddb.read;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.wire.ConversationJson;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "list-conversations",
        description = "Print somebody's conversations (AP1), newest first, and what reading them consumed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line a conversation: uuid, time of the last message, unread messages, with whom or the group's title, how the",
            "last message begins, and in brackets whether it is muted, marked unread or closed.",
            "",
            "Examples:",
            "  ./cruddur ddb list-conversations andrewbrown",
            "  ./cruddur ddb list-conversations @bayko --all --output json",
            "  ./cruddur ddb list-conversations bayko --archived"
        })
public final class ListConversations extends DataCommand {

    @Parameters(paramLabel = "<handle>", description = "Whose, with or without the @.")
    private String handle;

    @Option(names = "--archived", description = "The archived ones instead of the others.")
    private boolean archived;

    @Mixin
    private PageOptions pages;

    @Option(names = "--after", paramLabel = "<cursor>", description = "Go on after a page, with the cursor it printed.")
    private @Nullable String after;

    @Override
    public Integer call() {
        int size = pages.size();
        Cursor begin = after == null ? null : cursor(after);
        User user = new People(connection).named(handle);
        CapacityMeter meter = new CapacityMeter();
        PrintWriter err = err();
        connection.with(List.of(meter), dynamoDb -> {
            new Tables(dynamoDb).requireOursToRead(connection.tableName());
            UseCases useCases = UseCases.of(dynamoDb, connection.tableName(), Clock.systemUTC());
            long printed = 0;
            Cursor next = begin;
            try (Listing listing = output.listing()) {
                do {
                    Page<ConversationListing, Cursor> page =
                            useCases.listConversations().page(user, archived, next, size);
                    page.items().forEach(conversation -> print(conversation, listing));
                    printed += page.items().size();
                    next = page.next();
                } while (pages.all() && next != null);
            }
            if (printed == 0) {
                err.println(explainNothing(user));
            }
            if (next != null) {
                err.println("There are older ones: --after " + next.encode() + ", or --all");
            }
            return printed;
        });
        err.println(Capacity.of(meter));
        return 0;
    }

    private String explainNothing(User user) {
        return archived
                ? user.handle() + " has archived no conversation"
                : user.handle() + " has no conversation in this list. Archived ones: --archived. If one is missing:"
                        + " './cruddur ddb rebuild --dry-run' shows rows that are missing";
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.decode(text);
        } catch (CruddurException e) {
            throw new CruddurException(
                    e.code(), "'" + text + "' is no cursor: --after takes what stands after it at the end of a page");
        }
    }

    private static void print(ConversationListing listed, Listing listing) {
        Conversation conversation = listed.conversation();
        listing.add(
                () -> ConversationJson.of(listed),
                () -> "%s  %s  %4s unread  %-20s  %s"
                        .formatted(
                                conversation.id(),
                                ConversationNotes.minute(
                                        conversation.lastMessage().createdAt()),
                                listed.unreadCount() >= Messages.MAX_UNREAD
                                        ? Messages.MAX_UNREAD - 1 + "+"
                                        : Integer.toString(listed.unreadCount()),
                                Printable.preview(conversation.title()),
                                ConversationNotes.previewOf(conversation, Instant.now())));
    }
}
