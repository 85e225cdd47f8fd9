package com.cruddur.core.message;

import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.MEMBER_UUIDS;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.MESSAGE_PREFIX;
import static com.cruddur.core.table.TableSpec.MESSAGE_UUID;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.USER_DISPLAY_NAME;
import static com.cruddur.core.table.TableSpec.USER_HANDLE;
import static com.cruddur.core.table.TableSpec.USER_UUID;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A message as an item of the table: {@code MSG#<message_group_uuid>} / {@code <seq>}. */
public final class MessageItem {

    private MessageItem() {}

    public static Map<String, AttributeValue> of(Message message) {
        return Item.of(MESSAGE_PREFIX + message.conversation(), MessageSeq.key(message.seq()))
                .with(MESSAGE_UUID, message.id())
                .with(MESSAGE, message.text())
                .with(CREATED_AT, message.createdAt())
                .with(USER_UUID, message.sender().id())
                .with(USER_HANDLE, message.sender().handle())
                .with(USER_DISPLAY_NAME, message.sender().displayName())
                .with(MEMBER_UUIDS, message.memberIds())
                .attributes();
    }

    /** Whether an item is of this message; asks for nothing else that a message has. */
    static boolean isOf(MessageId id, Map<String, AttributeValue> attributes) {
        AttributeValue found = attributes.get(MESSAGE_UUID);
        return found != null && id.toString().equals(found.s());
    }

    /** Its number, which is all of it that a sort key tells. */
    static long seq(Map<String, AttributeValue> attributes) {
        return MessageSeq.of(Item.from(attributes));
    }

    /** @throws com.cruddur.core.table.UnreadableItemException for an item that nobody of ours wrote; it names the item */
    public static Message read(Map<String, AttributeValue> attributes) {
        return Item.read(attributes, MessageItem::toMessage);
    }

    private static Message toMessage(Item item) {
        return new Message(
                new MessageId(item.uuid(MESSAGE_UUID)),
                new ConversationId(item.uuid(PK, MESSAGE_PREFIX)),
                MessageSeq.of(item),
                item.instant(CREATED_AT),
                new Member(new UserId(item.uuid(USER_UUID)), item.text(USER_HANDLE), item.text(USER_DISPLAY_NAME)),
                item.text(MESSAGE),
                item.ids(MEMBER_UUIDS, UserId::new));
    }
}
