package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.chaos.ChaosClient.Acknowledged;
import com.cruddur.api.testing.Person;
import com.cruddur.core.conversation.RowText;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.wire.MessageJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is in the table, and what must be said of it when all is quiet. */
final class Stored {

    /** A conversation in somebody's list. */
    record Shown(String uuid, String preview, int unread) {}

    private final Map<String, List<Message>> conversations = new TreeMap<>();
    private final List<Item> rows = new ArrayList<>();

    Stored(DynamoDbClient table, String tableName) {
        table.scanPaginator(scan -> scan.tableName(tableName).consistentRead(true)).items().stream()
                .map(Item::from)
                .forEach(item -> {
                    String pk = item.text(TableSpec.PK);
                    if (pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
                        Message message = MessageItem.read(item.attributes());
                        conversations
                                .computeIfAbsent(message.conversation().toString(), conversation -> new ArrayList<>())
                                .add(message);
                    } else if (pk.startsWith(TableSpec.GROUP_PREFIX)) {
                        rows.add(item);
                    }
                });
        conversations.values().forEach(messages -> messages.sort(Comparator.comparingLong(Message::seq)));
    }

    long messages() {
        return conversations.values().stream().mapToLong(List::size).sum();
    }

    private Message newest(String conversation) {
        List<Message> messages = conversations.get(conversation);
        return messages.get(messages.size() - 1);
    }

    void everyRowShowsTheNewestMessage() {
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            Message newest = newest(row.text(TableSpec.SK));
            assertThat(row.number(TableSpec.LAST_SEQ)).isEqualTo(newest.seq());
            assertThat(row.text(TableSpec.MESSAGE)).isEqualTo(RowText.preview(newest.text()));
        });
    }

    void everyAcknowledgedMessageIsThereOnce(Collection<Acknowledged> acknowledged) {
        Map<String, List<Acknowledged>> found = new HashMap<>();
        conversations
                .values()
                .forEach(messages ->
                        messages.forEach(message -> found.computeIfAbsent(message.text(), text -> new ArrayList<>())
                                .add(new Acknowledged(
                                        message.text(),
                                        message.id().uuid(),
                                        message.conversation().uuid()))));
        Map<String, List<Acknowledged>> wanted = new HashMap<>();
        acknowledged.forEach(send ->
                wanted.computeIfAbsent(send.text(), text -> new ArrayList<>()).add(send));
        // Whoever sent has waited for the answer, so there is nothing else either.
        assertThat(found).isEqualTo(wanted);
    }

    void everyMemberHasOneRow() {
        List<String> wanted = new ArrayList<>();
        conversations.forEach((conversation, messages) -> messages.get(0)
                .memberIds()
                .forEach(member -> wanted.add(TableSpec.GROUP_PREFIX + member + " " + conversation)));
        assertThat(rows.stream().map(row -> row.text(TableSpec.PK) + " " + row.text(TableSpec.SK)))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(wanted));
    }

    /** What a person's list must show, newest first. */
    List<Shown> listOf(Person person) {
        return conversations.keySet().stream()
                .filter(conversation -> isIn(conversation, person))
                .sorted(Comparator.comparing(
                        (String conversation) ->
                                newest(conversation).asLast().recency().toString(),
                        Comparator.reverseOrder()))
                .map(conversation -> new Shown(
                        conversation, RowText.preview(newest(conversation).text()), unread(conversation, person)))
                .toList();
    }

    /** The uuids of the messages of each of a person's conversations, in their order. */
    Map<String, List<String>> logsOf(Person person) {
        return conversations.keySet().stream()
                .filter(conversation -> isIn(conversation, person))
                .collect(Collectors.toMap(
                        conversation -> conversation, this::messagesOf, (one, other) -> one, TreeMap::new));
    }

    /** Of a pair; every group here has everybody in it. */
    private boolean isIn(String conversation, Person person) {
        Set<UserId> pair = newest(conversation).memberIds();
        return pair.isEmpty() || pair.contains(person.id());
    }

    /** By its uuid. */
    Map<UUID, Message> everyMessage() {
        return conversations.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(message -> message.id().uuid(), message -> message));
    }

    /** The newest number and the preview of each of a person's conversations. */
    Map<String, String> rowsOf(Person person) {
        return conversations.keySet().stream()
                .filter(conversation -> isIn(conversation, person))
                .collect(Collectors.toMap(
                        conversation -> conversation,
                        conversation -> newest(conversation).seq() + " "
                                + RowText.preview(newest(conversation).text()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Each message of each of a person's conversations as that person must see it. */
    Map<String, List<String>> seenBy(Person person) {
        Map<String, List<String>> seen = new TreeMap<>();
        conversations.forEach((conversation, messages) -> {
            if (isIn(conversation, person)) {
                seen.put(
                        conversation,
                        messages.stream()
                                .map(message -> LiveFollowers.line(MessageJson.of(message, person.id())))
                                .toList());
            }
        });
        return seen;
    }

    void everyLogIsDense() {
        conversations.forEach((conversation, messages) -> assertThat(
                        messages.stream().map(Message::seq).toList())
                .as("numbers of %s", conversation)
                .isEqualTo(LongStream.rangeClosed(1, messages.size()).boxed().toList()));
    }

    /** Oldest first. */
    List<String> messagesOf(String conversation) {
        return conversations.get(conversation).stream()
                .map(message -> message.id().toString())
                .toList();
    }

    /** Messages of others after the one that was read last. */
    private int unread(String conversation, Person person) {
        long read = rows.stream()
                .filter(row -> row.text(TableSpec.SK).equals(conversation)
                        && row.text(TableSpec.PK).equals(TableSpec.GROUP_PREFIX + person.id()))
                .findFirst()
                .map(row -> row.number(TableSpec.LAST_READ_SEQ))
                .orElse(0L);
        long unread = conversations.get(conversation).stream()
                .filter(message -> !message.sender().id().equals(person.id()))
                .filter(message -> !message.isDeleted() && !message.isSystem())
                .filter(message -> message.seq() > read)
                .count();
        return (int) Math.min(unread, 100);
    }
}
