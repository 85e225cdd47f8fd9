package com.cruddur.core.group;

import static com.cruddur.core.table.TableSpec.ABOUT;
import static com.cruddur.core.table.TableSpec.ABOUT_PREFIX;
import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.HISTORY;
import static com.cruddur.core.table.TableSpec.JOINED_SEQ;
import static com.cruddur.core.table.TableSpec.MEMBERS;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.ROLE;
import static com.cruddur.core.table.TableSpec.TITLE;
import static com.cruddur.core.table.TableSpec.VERSION;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.MemberItem;
import com.cruddur.core.table.Item;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A group as an item: {@code ABOUT#<message_group_uuid>} / {@code ABOUT}. */
public final class GroupItem {

    private GroupItem() {}

    static Map<String, AttributeValue> key(ConversationId group) {
        return Item.of(ABOUT_PREFIX + group, ABOUT).attributes();
    }

    static Map<String, AttributeValue> of(Group group) {
        return Item.of(ABOUT_PREFIX + group.id(), ABOUT)
                .withOptional(TITLE, group.title())
                .with(HISTORY, group.history().code())
                .with(
                        MEMBERS,
                        AttributeValue.fromL(
                                group.members().stream().map(GroupItem::of).toList()))
                .with(VERSION, group.version())
                .with(CREATED_AT, group.createdAt())
                .attributes();
    }

    private static AttributeValue of(GroupMember member) {
        Map<String, AttributeValue> map =
                new HashMap<>(MemberItem.of(member.member()).m());
        map.put(ROLE, AttributeValue.fromS(member.role().code()));
        map.put(JOINED_SEQ, AttributeValue.fromN(Long.toString(member.joinedSeq())));
        return AttributeValue.fromM(map);
    }

    /** @throws com.cruddur.core.table.UnreadableItemException for an item that nobody of ours wrote; it names the item */
    public static Group read(Map<String, AttributeValue> attributes) {
        return Item.read(
                attributes,
                item -> new Group(
                        new ConversationId(item.uuid(PK, ABOUT_PREFIX)),
                        item.optionalText(TITLE),
                        History.ofCode(item.text(HISTORY)),
                        item.maps(MEMBERS).stream().map(GroupItem::toMember).toList(),
                        item.number(VERSION),
                        item.instant(CREATED_AT)));
    }

    private static GroupMember toMember(Item member) {
        return new GroupMember(MemberItem.read(member), Role.ofCode(member.text(ROLE)), member.number(JOINED_SEQ));
    }
}
