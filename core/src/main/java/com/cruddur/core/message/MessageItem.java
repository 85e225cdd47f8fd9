package com.cruddur.core.message;

import static com.cruddur.core.table.TableSpec.CHANGE_KIND;
import static com.cruddur.core.table.TableSpec.CHANGE_SEQ;
import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.DELETED_AT;
import static com.cruddur.core.table.TableSpec.EDITED_AT;
import static com.cruddur.core.table.TableSpec.EVENT;
import static com.cruddur.core.table.TableSpec.MEMBER_UUIDS;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.MESSAGE_PREFIX;
import static com.cruddur.core.table.TableSpec.MESSAGE_UUID;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.REACTIONS;
import static com.cruddur.core.table.TableSpec.REPLY_TO_SEQ;
import static com.cruddur.core.table.TableSpec.USER_DISPLAY_NAME;
import static com.cruddur.core.table.TableSpec.USER_HANDLE;
import static com.cruddur.core.table.TableSpec.USER_UUID;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A message as an item of the table: {@code MSG#<message_group_uuid>} / {@code <seq>}. */
public final class MessageItem {

    private MessageItem() {}

    public static Map<String, AttributeValue> of(Message message) {
        Revision revision = message.revision();
        Item item = Item.of(MESSAGE_PREFIX + message.conversation(), MessageSeq.key(message.seq()))
                .with(MESSAGE_UUID, message.id())
                .with(MESSAGE, message.text())
                .with(CREATED_AT, message.createdAt())
                .with(USER_UUID, message.sender().id())
                .with(USER_HANDLE, message.sender().handle())
                .with(USER_DISPLAY_NAME, message.sender().displayName())
                .with(MEMBER_UUIDS, message.memberIds())
                .withUnlessZero(REPLY_TO_SEQ, message.replyTo())
                .withUnlessZero(CHANGE_SEQ, revision.changeSeq())
                .withOptional(EDITED_AT, revision.editedAt())
                .withOptional(DELETED_AT, revision.deletedAt());
        if (message.event() != null) {
            item.with(EVENT, SystemEventItem.of(message.event()));
        }
        if (revision.changeKind() != null) {
            item.with(CHANGE_KIND, revision.changeKind().code());
        }
        if (!revision.reactions().isEmpty()) {
            item.with(REACTIONS, of(revision.reactions()));
        }
        return item.attributes();
    }

    private static AttributeValue of(Reactions reactions) {
        Map<String, AttributeValue> map = new HashMap<>();
        reactions
                .byEmoji()
                .forEach((emoji, users) -> map.put(
                        emoji,
                        AttributeValue.fromSs(
                                users.stream().map(UserId::toString).sorted().toList())));
        return AttributeValue.fromM(map);
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
                item.has(MEMBER_UUIDS) ? item.ids(MEMBER_UUIDS, UserId::new) : Set.of(),
                item.numberOrZero(REPLY_TO_SEQ),
                item.has(EVENT) ? SystemEventItem.read(item.map(EVENT)) : null,
                toRevision(item));
    }

    private static Revision toRevision(Item item) {
        return item.has(CHANGE_SEQ)
                ? new Revision(
                        item.number(CHANGE_SEQ),
                        Revision.Kind.ofCode(item.text(CHANGE_KIND)),
                        item.optionalInstant(EDITED_AT),
                        item.optionalInstant(DELETED_AT),
                        item.has(REACTIONS) ? toReactions(item.map(REACTIONS)) : Reactions.NONE)
                : Revision.NONE;
    }

    private static Reactions toReactions(Item reactions) {
        Map<String, Set<UserId>> byEmoji = new HashMap<>();
        for (String emoji : reactions.names()) {
            byEmoji.put(emoji, reactions.ids(emoji, UserId::new));
        }
        return new Reactions(byEmoji);
    }
}
