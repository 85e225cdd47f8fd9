package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.DISPLAY_NAME;
import static com.cruddur.core.table.TableSpec.GROUP_PREFIX;
import static com.cruddur.core.table.TableSpec.HANDLE;
import static com.cruddur.core.table.TableSpec.LAST_MESSAGE_AT;
import static com.cruddur.core.table.TableSpec.LAST_READ_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.MEMBERS;
import static com.cruddur.core.table.TableSpec.MEMBER_UUID;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECENCY;
import static com.cruddur.core.table.TableSpec.SK;

import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A member's row of a conversation as an item: {@code GRP#<user_uuid>} / {@code <message_group_uuid>}. */
public final class ConversationItem {

    private ConversationItem() {}

    static Map<String, AttributeValue> of(Conversation conversation) {
        return Item.of(GROUP_PREFIX + conversation.owner(), conversation.id().toString())
                .with(
                        MEMBERS,
                        AttributeValue.fromL(conversation.members().stream()
                                .map(ConversationItem::toAttribute)
                                .toList()))
                .with(LAST_SEQ, conversation.lastMessage().seq())
                .with(RECENCY, conversation.lastMessage().recency())
                .with(LAST_MESSAGE_AT, conversation.lastMessage().createdAt())
                .with(MESSAGE, conversation.lastMessage().preview())
                .with(LAST_READ_SEQ, conversation.lastRead())
                .with(CREATED_AT, conversation.createdAt())
                .attributes();
    }

    private static AttributeValue toAttribute(Member member) {
        return AttributeValue.fromM(Map.of(
                MEMBER_UUID,
                AttributeValue.fromS(member.id().toString()),
                HANDLE,
                AttributeValue.fromS(member.handle()),
                DISPLAY_NAME,
                AttributeValue.fromS(member.displayName())));
    }

    /** @throws com.cruddur.core.table.UnreadableItemException for an item that nobody of ours wrote; it names the item */
    public static Conversation read(Map<String, AttributeValue> attributes) {
        return Item.read(attributes, ConversationItem::toConversation);
    }

    private static Conversation toConversation(Item item) {
        return new Conversation(
                new UserId(item.uuid(PK, GROUP_PREFIX)),
                new ConversationId(item.uuid(SK)),
                item.maps(MEMBERS).stream().map(ConversationItem::toMember).toList(),
                new LastMessage(
                        item.number(LAST_SEQ), item.uuid(RECENCY), item.instant(LAST_MESSAGE_AT), item.text(MESSAGE)),
                item.number(LAST_READ_SEQ),
                item.instant(CREATED_AT));
    }

    private static Member toMember(Item member) {
        return new Member(new UserId(member.uuid(MEMBER_UUID)), member.text(HANDLE), member.text(DISPLAY_NAME));
    }
}
