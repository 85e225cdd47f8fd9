package com.cruddur.core.message;

import com.cruddur.core.cache.Codec;
import com.cruddur.core.table.ItemBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Messages as bytes, as the table holds them: one that cannot be read as well. */
final class ItemsCodec implements Codec<List<Map<String, AttributeValue>>> {

    @Override
    public void write(List<Map<String, AttributeValue>> items, DataOutputStream bytes) throws IOException {
        bytes.writeInt(items.size());
        for (Map<String, AttributeValue> item : items) {
            ItemBytes.write(item, bytes);
        }
    }

    @Override
    public List<Map<String, AttributeValue>> read(DataInputStream bytes) throws IOException {
        int size = bytes.readInt();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(ItemBytes.read(bytes));
        }
        return items;
    }
}
