package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.ABOUT_VERSION;
import static com.cruddur.core.table.TableSpec.ARCHIVED_SEQ;
import static com.cruddur.core.table.TableSpec.CLEARED_SEQ;
import static com.cruddur.core.table.TableSpec.CLOSED;
import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.GROUP_PREFIX;
import static com.cruddur.core.table.TableSpec.LAST_CHANGE_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_MESSAGE_AT;
import static com.cruddur.core.table.TableSpec.LAST_READ_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.MARKED_UNREAD;
import static com.cruddur.core.table.TableSpec.MEMBERS;
import static com.cruddur.core.table.TableSpec.MEMBER_COUNT;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.MUTED_UNTIL;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECENCY;
import static com.cruddur.core.table.TableSpec.SK;
import static com.cruddur.core.table.TableSpec.TITLE;

import com.cruddur.core.conversation.Participants.GroupSummary;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A member's row of a conversation as an item: {@code GRP#<user_uuid>} / {@code <message_group_uuid>}. */
public final class ConversationItem {

    private ConversationItem() {}

    public static Map<String, AttributeValue> of(Conversation conversation) {
        OwnState own = conversation.own();
        Item row = show(
                        conversation.lastMessage(),
                        Item.of(
                                GROUP_PREFIX + conversation.owner(),
                                conversation.id().toString()))
                .with(LAST_READ_SEQ, own.lastRead())
                .withUnlessZero(ARCHIVED_SEQ, own.archivedSeq())
                .withUnlessZero(CLEARED_SEQ, own.clearedSeq())
                .withOptional(MUTED_UNTIL, own.mutedUntil())
                .with(CREATED_AT, conversation.createdAt());
        if (own.markedUnread()) {
            row.with(MARKED_UNREAD, AttributeValue.fromBool(true));
        }
        if (conversation.participants() instanceof GroupSummary group) {
            row.withOptional(TITLE, group.title())
                    .with(MEMBERS, membersOf(group))
                    .with(MEMBER_COUNT, group.count())
                    .with(ABOUT_VERSION, group.version());
        } else {
            row.with(MEMBERS, membersOf(conversation.participants()));
        }
        if (conversation.isClosed()) {
            row.with(CLOSED, AttributeValue.fromBool(true));
        }
        return row.attributes();
    }

    static Item show(LastMessage last, Item item) {
        return item.with(LAST_SEQ, last.seq())
                .with(LAST_CHANGE_SEQ, last.changeSeq())
                .with(RECENCY, last.recency())
                .with(LAST_MESSAGE_AT, last.createdAt())
                .with(MESSAGE, last.preview());
    }

    static LastMessage shown(Item item) {
        return new LastMessage(
                item.number(LAST_SEQ),
                item.number(LAST_CHANGE_SEQ),
                item.uuid(RECENCY),
                item.instant(LAST_MESSAGE_AT),
                item.text(MESSAGE));
    }

    static AttributeValue membersOf(Participants participants) {
        return AttributeValue.fromL(participants.known().stream()
                .map(RowText::member)
                .map(MemberItem::of)
                .toList());
    }

    /** @throws com.cruddur.core.table.UnreadableItemException for an item that nobody of ours wrote; it names the item */
    public static Conversation read(Map<String, AttributeValue> attributes) {
        return Item.read(attributes, ConversationItem::toConversation);
    }

    private static Conversation toConversation(Item item) {
        return new Conversation(
                new UserId(item.uuid(PK, GROUP_PREFIX)),
                new ConversationId(item.uuid(SK)),
                participants(item),
                shown(item),
                new OwnState(
                        item.number(LAST_READ_SEQ),
                        item.has(MARKED_UNREAD),
                        item.numberOrZero(ARCHIVED_SEQ),
                        item.numberOrZero(CLEARED_SEQ),
                        item.optionalInstant(MUTED_UNTIL)),
                item.instant(CREATED_AT));
    }

    private static Participants participants(Item item) {
        List<Member> members = item.maps(MEMBERS).stream().map(MemberItem::read).toList();
        return item.has(ABOUT_VERSION)
                ? new GroupSummary(
                        item.optionalText(TITLE),
                        members,
                        Math.toIntExact(item.number(MEMBER_COUNT)),
                        item.number(ABOUT_VERSION))
                : new Participants.Pair(members, item.has(CLOSED));
    }
}
