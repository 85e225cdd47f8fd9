package com.cruddur.core.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** Items as bytes, with attributes of every type. */
public final class ItemBytes {

    /** A type's place here is its number in the bytes, and stays: instances of two versions may share a cache. */
    private static final List<Type> TYPES =
            List.of(Type.S, Type.N, Type.B, Type.SS, Type.NS, Type.BS, Type.M, Type.L, Type.BOOL, Type.NUL);

    private ItemBytes() {}

    public static void write(Map<String, AttributeValue> item, DataOutputStream bytes) throws IOException {
        bytes.writeInt(item.size());
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            writeText(attribute.getKey(), bytes);
            write(attribute.getValue(), bytes);
        }
    }

    /** @throws IOException for bytes that end too early */
    public static Map<String, AttributeValue> read(DataInputStream bytes) throws IOException {
        int size = bytes.readInt();
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = readText(bytes);
            item.put(name, readValue(bytes));
        }
        return item;
    }

    /** In UTF-8, after its length. */
    public static void writeText(String text, DataOutputStream bytes) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    public static String readText(DataInputStream bytes) throws IOException {
        return new String(readBytes(bytes), StandardCharsets.UTF_8);
    }

    private static void write(AttributeValue value, DataOutputStream bytes) throws IOException {
        Type type = value.type();
        bytes.writeByte(TYPES.indexOf(type));
        switch (type) {
            case S -> writeText(value.s(), bytes);
            case N -> writeText(value.n(), bytes);
            case B -> writeBytes(value.b().asByteArray(), bytes);
            case BOOL -> bytes.writeBoolean(value.bool());
            case NUL -> bytes.writeBoolean(value.nul());
            case M -> write(value.m(), bytes);
            case L -> {
                bytes.writeInt(value.l().size());
                for (AttributeValue element : value.l()) {
                    write(element, bytes);
                }
            }
            case SS -> writeTexts(value.ss(), bytes);
            case NS -> writeTexts(value.ns(), bytes);
            default -> throw new IOException("An attribute of type " + type + " has no bytes");
        }
    }

    private static AttributeValue readValue(DataInputStream bytes) throws IOException {
        int number = bytes.readUnsignedByte();
        if (number >= TYPES.size()) {
            throw new IOException("There is no type " + number);
        }
        Type type = TYPES.get(number);
        return switch (type) {
            case S -> AttributeValue.fromS(readText(bytes));
            case N -> AttributeValue.fromN(readText(bytes));
            case B -> AttributeValue.fromB(SdkBytes.fromByteArray(readBytes(bytes)));
            case BOOL -> AttributeValue.fromBool(bytes.readBoolean());
            case NUL -> AttributeValue.fromNul(bytes.readBoolean());
            case M -> AttributeValue.fromM(read(bytes));
            case L -> AttributeValue.fromL(readList(bytes));
            case SS -> AttributeValue.fromSs(readTexts(bytes));
            case NS -> AttributeValue.fromNs(readTexts(bytes));
            default -> throw new IOException("An attribute of type " + type + " has no bytes");
        };
    }

    private static List<AttributeValue> readList(DataInputStream bytes) throws IOException {
        int size = bytes.readInt();
        List<AttributeValue> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(readValue(bytes));
        }
        return list;
    }

    private static void writeTexts(List<String> texts, DataOutputStream bytes) throws IOException {
        bytes.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, bytes);
        }
    }

    private static List<String> readTexts(DataInputStream bytes) throws IOException {
        int size = bytes.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(readText(bytes));
        }
        return texts;
    }

    private static void writeBytes(byte[] value, DataOutputStream bytes) throws IOException {
        bytes.writeInt(value.length);
        bytes.write(value);
    }

    private static byte[] readBytes(DataInputStream bytes) throws IOException {
        int length = bytes.readInt();
        byte[] value = length < 0 ? new byte[0] : bytes.readNBytes(length);
        if (value.length != length) {
            throw new IOException("The bytes end within a value");
        }
        return value;
    }
}
