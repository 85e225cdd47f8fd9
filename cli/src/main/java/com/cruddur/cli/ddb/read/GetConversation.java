package com.cruddur.cli.ddb.read;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessagePages;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.wire.MessageJson;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "get-conversation",
        aliases = "get-conversations",
        description = "Print the messages of a conversation (AP2), oldest first, and what reading them consumed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line a message: number, sender, time, text, and in brackets whether it is a system message, which one",
            "it answers, whether it was edited or deleted, and the reactions.",
            "",
            "Examples:",
            "  ./cruddur ddb get-conversation --between andrewbrown bayko",
            "  ./cruddur ddb get-conversation --between andrewbrown bayko --all --output json",
            "  ./cruddur ddb get-conversation 6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11 --limit 50",
            "  ./cruddur ddb get-conversation --between londo bayko --before 120"
        })
public final class GetConversation extends DataCommand {

    /** No reaction is the operator's own. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private static final int NUMBER_WIDTH = 5;
    private static final int NAME_WIDTH = 14;

    @Parameters(arity = "0..1", paramLabel = "<conversation-uuid>", description = "The conversation.")
    private @Nullable String conversationUuid;

    @Option(
            names = "--between",
            arity = "2",
            paramLabel = "<handle>",
            description = "The conversation of these two people.")
    private @Nullable List<String> between;

    @Option(
            names = "--before",
            paramLabel = "<number>",
            converter = MessageNumber.class,
            description = "Messages before this number, which is not printed.")
    private @Nullable Long before;

    @Mixin
    private PageOptions pages;

    @Override
    public Integer call() {
        int size = pages.size();
        ConversationId conversation = conversation();
        CapacityMeter meter = new CapacityMeter();
        connection.with(List.of(meter), dynamoDb -> {
            new Tables(dynamoDb).requireOursToRead(connection.tableName());
            try (Listing listing = output.listing()) {
                return pages.all()
                        ? everything(dynamoDb, conversation, listing)
                        : page(dynamoDb, conversation, size, listing);
            }
        });
        err().println(Capacity.of(meter));
        return 0;
    }

    /** The number that is printed before each message. */
    private static final class MessageNumber implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (text.matches("[0-9]{1,10}") && Long.parseLong(text) >= MessageSeq.FIRST) {
                return Long.valueOf(text);
            }
            throw new TypeConversionException("'" + text
                    + "' is no message's number: take one that is printed before a message, 1 to " + MessageSeq.MAX);
        }
    }

    private ConversationId conversation() {
        if (conversationUuid != null && between == null) {
            return ConversationId.parse(conversationUuid);
        }
        if (conversationUuid != null || between == null) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "Name a conversation by its uuid, or two people with --between: one of both");
        }
        People people = new People(connection);
        return ConversationId.between(
                people.named(between.get(0)).id(), people.named(between.get(1)).id());
    }

    private long page(DynamoDbClient dynamoDb, ConversationId conversation, int size, Listing listing) {
        Page<Message, MessageRange> page = new MessagePages(dynamoDb, connection.tableName())
                .page(conversation, MessageRange.of(before, null), size);
        refuseEmpty(conversation, page.items().isEmpty());
        page.items().forEach(message -> print(message, listing));
        if (page.next() instanceof MessageRange.Before older) {
            err().println("There are older ones: --before " + older.seq() + ", or --all");
        }
        return page.items().size();
    }

    private long everything(DynamoDbClient dynamoDb, ConversationId conversation, Listing listing) {
        MessagePages pages = new MessagePages(dynamoDb, connection.tableName());
        long printed = 0;
        MessageRange range = new MessageRange.After(0);
        while (range != null) {
            Page<Message, MessageRange> page = pages.page(conversation, range, Page.MAX_LIMIT);
            for (Message message : page.items()) {
                if (before != null && message.seq() >= before) {
                    return printed;
                }
                print(message, listing);
                printed++;
            }
            range = page.next();
        }
        refuseEmpty(conversation, printed == 0);
        return printed;
    }

    private void refuseEmpty(ConversationId conversation, boolean empty) {
        if (empty && before == null) {
            throw new CruddurException(
                    ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                    "There is no message in the conversation " + conversation
                            + ": './cruddur ddb list-conversations <handle>' lists" + " somebody's conversations");
        }
    }

    private static void print(Message message, Listing listing) {
        listing.add(() -> MessageJson.of(message, NOBODY), () -> {
            String time = ConversationNotes.minute(message.createdAt());
            String name = Printable.line(message.sender().handle());
            String begin = ("%" + NUMBER_WIDTH + "d  %-" + NAME_WIDTH + "s  %s  ").formatted(message.seq(), name, time);
            return begin + Printable.lines(MessageNotes.textOf(message), begin.length());
        });
    }
}
