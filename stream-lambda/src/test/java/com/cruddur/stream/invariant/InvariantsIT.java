package com.cruddur.stream.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.RowText;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The invariants of the data model. The people of every try are new, and share one table. */
class InvariantsIT {

    private static final String TABLE = "invariants";
    private static final int TRIES = 6;

    @BeforeContainer
    static void makeTheTable() {
        try (DynamoDbClient client = LocalDynamoDb.shared().client()) {
            new TableAdmin(client).load(TABLE);
        }
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    @Property(tries = TRIES)
    void invariant1EveryMemberHasExactlyOneRowOfAConversation(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);

        for (String conversation : world.conversations()) {
            assertThat(world.rows(conversation))
                    .hasSize(world.members(conversation).size());
        }
        assertThat(world.conversations().stream().map(world::members).filter(members -> members.size() == 2))
                .as("one conversation for each pair")
                .doesNotHaveDuplicates();
        for (User user : world.senders.people()) {
            assertThat(listed(world, user))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(conversationsOf(world, user));
        }
    }

    @Property(tries = TRIES)
    void invariant2LastSeqNeverGoesBackAndEndsAtTheGreatest(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);

        assertThat(world.witness.sights()).isNotEmpty();
        assertThat(world.witness.stepsBack()).isEmpty();
        for (String conversation : world.conversations()) {
            List<Item> messages = world.messages(conversation);
            long greatest = numberOf(messages.get(messages.size() - 1));
            assertThat(world.rows(conversation))
                    .allSatisfy(
                            row -> assertThat(row.number(TableSpec.LAST_SEQ)).isEqualTo(greatest));
        }
    }

    @Property(tries = TRIES)
    void invariant3ThePreviewBelongsToTheLastMessage(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);
        Map<String, Item> messages = world.conversations().stream()
                .flatMap(conversation -> world.messages(conversation).stream())
                .collect(Collectors.toMap(
                        message ->
                                place(conversationOf(message.text(TableSpec.PK)).toString(), numberOf(message)),
                        Function.identity()));

        assertThat(world.witness.sights()).isNotEmpty().allSatisfy(sight -> {
            Item message = messages.get(place(sight.key().get(TableSpec.SK).s(), sight.lastSeq()));
            assertThat(message).isNotNull();
            assertThat(sight.preview()).isEqualTo(RowText.preview(message.text(TableSpec.MESSAGE)));
        });
        for (String conversation : world.conversations()) {
            assertThat(world.rows(conversation)).allSatisfy(row -> {
                Item message = messages.get(place(row.text(TableSpec.SK), row.number(TableSpec.LAST_SEQ)));
                assertThat(message).isNotNull();
                assertThat(row.text(TableSpec.MESSAGE)).isEqualTo(RowText.preview(message.text(TableSpec.MESSAGE)));
                assertThat(row.text(TableSpec.LAST_MESSAGE_AT)).isEqualTo(message.text(TableSpec.CREATED_AT));
            });
        }
    }

    @Property(tries = TRIES)
    void invariant4AnAcknowledgedSendIsStoredExactlyOnce(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);
        List<Item> stored = world.conversations().stream()
                .flatMap(conversation -> world.messages(conversation).stream())
                .toList();

        assertThat(world.senders.acknowledged()).isNotEmpty().allSatisfy(send -> {
            assertThat(send.answers()).containsOnly(send.answers().get(0));
            assertThat(stored)
                    .filteredOn(item -> item.text(TableSpec.MESSAGE).equals(send.text()))
                    .singleElement()
                    .satisfies(item -> assertThat(MessageItem.read(item.attributes()))
                            .isEqualTo(send.answers().get(0)));
        });
    }

    @Property(tries = TRIES)
    void invariant5TheLogIsDenseAndWhoFollowsItGetsEveryMessageOnceAndInOrder(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);

        for (String conversation : world.conversations()) {
            List<Message> messages = world.messages(conversation).stream()
                    .map(item -> MessageItem.read(item.attributes()))
                    .toList();
            assertThat(messages)
                    .extracting(Message::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, messages.size()).boxed().toList());
            assertThat(messages).extracting(Message::id).doesNotHaveDuplicates();
            for (User user : world.senders.people()) {
                if (conversationsOf(world, user).contains(conversationOf(conversation))) {
                    assertThat(followed(world, user, conversationOf(conversation)))
                            .isEqualTo(messages);
                }
            }
        }
    }

    @Property(tries = TRIES)
    void invariant6WithoutARowOfOnesOwnAConversationDoesNotExist(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);
        User outsider = world.senders.outsider();

        for (String name : world.conversations()) {
            ConversationId conversation = conversationOf(name);
            long message = MessageSeq.FIRST;
            UseCases useCases = world.senders.useCases();
            refused(() -> useCases.sendMessage().send(outsider, conversation, new MessageText("let me in"), null));
            refused(() -> useCases.readMessages().page(outsider, conversation, new MessageRange.Newest(), 20));
            refused(() -> useCases.readMessages().page(outsider, conversation, new MessageRange.Before(message), 20));
            refused(() -> useCases.readMessages().page(outsider, conversation, new MessageRange.After(message), 20));
            refused(() -> useCases.markRead().upTo(outsider, conversation, message));
        }
        assertThat(listed(world, outsider)).isEmpty();
        for (User user : world.senders.people()) {
            world.conversations().stream()
                    .map(InvariantsIT::conversationOf)
                    .filter(conversation -> !conversationsOf(world, user).contains(conversation))
                    .forEach(conversation -> refused(() -> world.senders
                            .useCases()
                            .readMessages()
                            .page(user, conversation, new MessageRange.Newest(), 20)));
        }
    }

    @Property(tries = TRIES)
    void invariant7WhatNobodyHasReadCountsAsUnread(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);

        for (String conversation : world.conversations()) {
            String opener = world.messages(conversation).get(0).text(TableSpec.USER_UUID);
            boolean isPair = world.members(conversation).size() == 2;
            assertThat(world.rows(conversation))
                    .allSatisfy(row -> assertThat(row.number(TableSpec.LAST_READ_SEQ))
                            .as("read is one's own first message, or the one that tells of the group, and that alone")
                            .isEqualTo(
                                    !isPair || row.text(TableSpec.PK).equals(TableSpec.GROUP_PREFIX + opener)
                                            ? MessageSeq.FIRST
                                            : 0));
        }
    }

    @Property(tries = TRIES)
    void invariant9TheStreamFunctionUpdatesConversationRowsAndNothingElse(@ForAll("scenarios") Scenario scenario) {
        World world = World.after(scenario, TABLE);
        List<SdkRequest> requests = world.handlerRequests.requests();

        assertThat(requests).isNotEmpty().allSatisfy(request -> {
            if (request instanceof GetItemRequest get) {
                assertThat(get.key().get(TableSpec.PK).s()).startsWith(TableSpec.ABOUT_PREFIX);
                return;
            }
            assertThat(request).isInstanceOf(UpdateItemRequest.class);
            UpdateItemRequest update = (UpdateItemRequest) request;
            assertThat(update.tableName()).isEqualTo(TABLE);
            assertThat(update.key().get(TableSpec.PK).s()).startsWith(TableSpec.GROUP_PREFIX);
        });
    }

    private static List<Message> followed(World world, User user, ConversationId conversation) {
        List<Message> read = new ArrayList<>();
        MessageRange range = new MessageRange.After(0);
        while (range != null) {
            Page<Message, MessageRange> page =
                    world.senders.useCases().readMessages().page(user, conversation, range, 2);
            read.addAll(page.items());
            range = page.next();
        }
        return read;
    }

    private static long numberOf(Item message) {
        return MessageSeq.ofKey(message.text(TableSpec.SK));
    }

    private static String place(String conversation, long seq) {
        return conversation + " " + seq;
    }

    private static List<ConversationId> listed(World world, User user) {
        return world.senders.useCases().listConversations().page(user, false, null, 100).items().stream()
                .map(listing -> listing.conversation().id())
                .toList();
    }

    private static List<ConversationId> conversationsOf(World world, User user) {
        return world.conversations().stream()
                .filter(conversation -> world.members(conversation).contains(user.id()))
                .map(InvariantsIT::conversationOf)
                .toList();
    }

    private static ConversationId conversationOf(String conversation) {
        return ConversationId.parse(conversation.substring(TableSpec.MESSAGE_PREFIX.length()));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_GROUP_NOT_FOUND));
    }
}
