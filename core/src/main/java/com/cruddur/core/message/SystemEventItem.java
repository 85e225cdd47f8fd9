package com.cruddur.core.message;

import static com.cruddur.core.table.TableSpec.EVENT_TYPE;
import static com.cruddur.core.table.TableSpec.MEMBERS;
import static com.cruddur.core.table.TableSpec.NEW_ADMIN;
import static com.cruddur.core.table.TableSpec.TITLE;

import com.cruddur.core.conversation.MemberItem;
import com.cruddur.core.table.Item;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a system message tells, as a part of its item. */
final class SystemEventItem {

    private SystemEventItem() {}

    static AttributeValue of(SystemEvent event) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put(EVENT_TYPE, AttributeValue.fromS(event.type().code()));
        map.put(
                MEMBERS,
                AttributeValue.fromL(
                        event.members().stream().map(MemberItem::of).toList()));
        if (event.title() != null) {
            map.put(TITLE, AttributeValue.fromS(event.title()));
        }
        if (event.newAdmin() != null) {
            map.put(NEW_ADMIN, MemberItem.of(event.newAdmin()));
        }
        return AttributeValue.fromM(map);
    }

    static SystemEvent read(Item event) {
        return new SystemEvent(
                SystemEvent.Type.valueOf(event.text(EVENT_TYPE).toUpperCase(Locale.ROOT)),
                event.maps(MEMBERS).stream().map(MemberItem::read).toList(),
                event.optionalText(TITLE),
                event.has(NEW_ADMIN) ? MemberItem.read(event.map(NEW_ADMIN)) : null);
    }
}
