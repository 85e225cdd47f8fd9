package com.cruddur.cli.ddb;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.OutputOptions;
import com.cruddur.cli.output.Printable;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationListing;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.wire.ConversationJson;
import com.cruddur.core.wire.WireTime;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "list-conversations",
        description = "Print somebody's conversations (AP1), newest first, and what reading them consumed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line a conversation: uuid, time of the last message, unread messages, with whom, how the last message begins.",
            "",
            "Examples:",
            "  ./cruddur ddb list-conversations andrewbrown",
            "  ./cruddur ddb list-conversations @bayko --all --output json"
        })
final class ListConversations implements Callable<Integer> {

    @Parameters(paramLabel = "<handle>", description = "Whose, with or without the @.")
    @SuppressWarnings("NullAway.Init")
    private String handle;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "" + Page.DEFAULT_LIMIT,
            description = "The newest so many, 1 to " + Page.MAX_LIMIT + " (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--after", paramLabel = "<cursor>", description = "Go on after a page, with the cursor it printed.")
    private @Nullable String after;

    @Option(names = "--all", description = "Every conversation, page after page.")
    private boolean all;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Limits.check(limit);
        Cursor begin = after == null ? null : Cursor.decode(after);
        User user = new People(connection).named(handle);
        CapacityMeter meter = new CapacityMeter();
        PrintWriter err = spec.commandLine().getErr();
        connection.with(List.of(meter), dynamoDb -> {
            new Tables(dynamoDb).identity(connection.tableName());
            UseCases useCases = UseCases.of(dynamoDb, connection.tableName(), Clock.systemUTC());
            long printed = 0;
            Cursor next = begin;
            try (Listing listing = output.listing()) {
                do {
                    Page<ConversationListing, Cursor> page =
                            useCases.listConversations().page(user, next, all ? Page.MAX_LIMIT : limit);
                    page.items().forEach(conversation -> print(conversation, listing));
                    printed += page.items().size();
                    next = page.next();
                } while (all && next != null);
            }
            if (printed == 0) {
                err.println(user.handle() + " is in no conversation. If there should be one: './cruddur ddb rebuild"
                        + " --dry-run' shows rows that are missing");
            }
            if (next != null) {
                err.println("There are older ones: --after " + next.encode() + ", or --all");
            }
            return printed;
        });
        err.println(Capacity.of(meter));
        return 0;
    }

    private static void print(ConversationListing listed, Listing listing) {
        Conversation conversation = listed.conversation();
        listing.add(
                () -> ConversationJson.of(listed),
                () -> "%s  %s  %4s unread  %-20s  %s"
                        .formatted(
                                conversation.id(),
                                WireTime.of(conversation.lastMessage().createdAt())
                                        .substring(0, 16)
                                        .replace('T', ' '),
                                listed.unreadCount() >= Messages.MAX_UNREAD
                                        ? Messages.MAX_UNREAD - 1 + "+"
                                        : Integer.toString(listed.unreadCount()),
                                Printable.preview(conversation.title()),
                                Printable.preview(conversation.lastMessage().preview())));
    }
}
