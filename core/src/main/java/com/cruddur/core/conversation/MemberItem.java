package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.DISPLAY_NAME;
import static com.cruddur.core.table.TableSpec.HANDLE;
import static com.cruddur.core.table.TableSpec.MEMBER_UUID;

import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A person as a part of an item. */
public final class MemberItem {

    private MemberItem() {}

    public static AttributeValue of(Member member) {
        return AttributeValue.fromM(Map.of(
                MEMBER_UUID,
                AttributeValue.fromS(member.id().toString()),
                HANDLE,
                AttributeValue.fromS(member.handle()),
                DISPLAY_NAME,
                AttributeValue.fromS(member.displayName())));
    }

    public static Member read(Item member) {
        return new Member(new UserId(member.uuid(MEMBER_UUID)), member.text(HANDLE), member.text(DISPLAY_NAME));
    }
}
