package com.cruddur.core.inbox;

import com.cruddur.core.cache.Codec;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationItem;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.table.ItemBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list as bytes. */
final class ListingsCodec implements Codec<Page<ConversationListing, Cursor>> {

    @Override
    public void write(Page<ConversationListing, Cursor> page, DataOutputStream bytes) throws IOException {
        ItemBytes.writeText(page.next() == null ? "" : page.next().encode(), bytes);
        bytes.writeInt(page.items().size());
        for (ConversationListing listing : page.items()) {
            ItemBytes.write(ConversationItem.of(listing.conversation()), bytes);
            bytes.writeInt(listing.unreadCount());
            bytes.writeBoolean(listing.archived());
        }
    }

    @Override
    public Page<ConversationListing, Cursor> read(DataInputStream bytes) throws IOException {
        String next = ItemBytes.readText(bytes);
        int size = bytes.readInt();
        List<ConversationListing> listings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Conversation conversation = ConversationItem.read(ItemBytes.read(bytes));
            listings.add(new ConversationListing(conversation, bytes.readInt(), bytes.readBoolean()));
        }
        return new Page<>(listings, cursor(next));
    }

    private static @Nullable Cursor cursor(String next) {
        return next.isEmpty() ? null : Cursor.decode(next);
    }
}
