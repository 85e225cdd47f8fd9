package com.cruddur.api.operation;

import com.cruddur.api.operation.WhoMayWhatIT.Who;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.group.Role;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.table.TableSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everybody of {@link WhoMayWhatIT}, with a group, two pairs and what was said in them. */
final class Scene {

    /** The number of what the owner said before {@link Who#ADDED_LATER} came. */
    static final long SECRET = 2;

    /** The number of what the owner said after that. */
    static final long LATER = 6;

    /** 👍 */
    static final String REACTION = "/reactions/%F0%9F%91%8D";

    final RunningApi api;
    private final UseCases useCases;
    private final Map<Who, Person> people = new EnumMap<>(Who.class);
    private final Map<Who, ConversationId> own = new EnumMap<>(Who.class);
    private final String secret = "secret " + UUID.randomUUID();
    private final ConversationId conversation;
    private final ConversationId blockedPair;
    private final ConversationId lostPair;
    private final Message secretMessage;
    private String usedKey;
    private List<Map<String, AttributeValue>> itemsBefore;

    Scene(RunningApi api) {
        this.api = api;
        this.useCases = api.useCases();
        for (Who who : Who.values()) {
            people.put(who, api.person());
        }
        User owner = user(Who.OWNER);
        this.conversation = useCases.createGroup()
                .create(
                        owner,
                        List.of(user(Who.ADMIN), user(Who.MEMBER), user(Who.FORMER_MEMBER)),
                        new GroupTitle("Babylon"),
                        History.FROM_JOIN,
                        null)
                .id();
        this.secretMessage = write(secret);
        useCases.manageGroup().setRole(owner, conversation, user(Who.ADMIN).id(), Role.ADMIN);
        useCases.manageGroup()
                .remove(owner, conversation, user(Who.FORMER_MEMBER).id());
        useCases.manageGroup().add(owner, conversation, List.of(user(Who.ADDED_LATER)));
        write("Good morning");
        this.lostPair = open(Who.FORMER_PARTNER, owner);
        api.loseRow(of(Who.FORMER_PARTNER), lostPair);
        this.blockedPair = open(Who.BLOCKED, owner);
        useCases.blockPeople().block(owner, user(Who.BLOCKED));
    }

    private Message write(String text) {
        return useCases.sendMessage().send(user(Who.OWNER), conversation, new MessageText(text), null);
    }

    private ConversationId open(Who who, User receiver) {
        return useCases.openConversation()
                .open(user(who), receiver, new MessageText("Hello"), null)
                .conversation();
    }

    Person of(Who who) {
        return people.get(who);
    }

    private User user(Who who) {
        return of(who).user();
    }

    /** Somebody whom nobody knows. */
    Person person() {
        return api.person();
    }

    String secret() {
        return secret;
    }

    UUID secretUuid() {
        return secretMessage.id().uuid();
    }

    ConversationId conversation() {
        return conversation;
    }

    ConversationId conversationFor(Who who) {
        return switch (who) {
            case BLOCKED -> blockedPair;
            case FORMER_PARTNER -> lostPair;
            default -> conversation;
        };
    }

    /** A pair with somebody else, in which there is one message. */
    ConversationId own(Who who) {
        return own.computeIfAbsent(who, any -> {
            itemsBefore = null;
            return open(who, person().user());
        });
    }

    String group(Who who) {
        return "/api/message_groups/" + conversationFor(who);
    }

    String secretMessage(Who who) {
        return message(who, SECRET);
    }

    String laterMessage(Who who) {
        return message(who, LATER);
    }

    /** A pair has the first only, which its other person has sent. */
    private String message(Who who, long seq) {
        ConversationId id = conversationFor(who);
        return "/api/messages/" + id + "/" + (id.equals(conversation) ? seq : 1);
    }

    String ownMessage(Who who) {
        return "/api/messages/" + own(who) + "/" + LATER;
    }

    String block(Who whom) {
        return "/api/users/@" + of(whom).handle() + "/block";
    }

    /** A key under which the owner has sent a message: the second of the owner's own conversation. */
    String usedKey() {
        if (usedKey == null) {
            itemsBefore = null;
            usedKey = UUID.randomUUID().toString();
            send("message_group_uuid", own(Who.OWNER))
                    .as(of(Who.OWNER))
                    .header("Idempotency-Key", usedKey)
                    .json(Map.of(
                            "message",
                            "Before",
                            "message_group_uuid",
                            own(Who.OWNER).toString()))
                    .send()
                    .isOk();
        }
        return usedKey;
    }

    String cursorOfTheOwner() {
        String next = get("/api/message_groups?limit=1")
                .as(of(Who.OWNER))
                .send()
                .next()
                .orElseThrow();
        return next.substring(next.indexOf("cursor=") + "cursor=".length());
    }

    /** What the owner of the group would send in {@code If-None-Match}; not there for what the owner does not have either. */
    String tagOfTheOwners(String address) {
        return get(address).as(of(Who.OWNER)).send().header("ETag").orElse("*");
    }

    Call get(String address) {
        return api.get(address);
    }

    Call call(String method, String address) {
        return api.call(method, address);
    }

    Call send(String receiver, Object value) {
        return api.post("/api/messages").json(Map.of("message", "Hello", receiver, value.toString()));
    }

    Call create(Person... others) {
        return api.post("/api/message_groups").json(Map.of("handles", handles(others)));
    }

    Call add(String group, Person... others) {
        return api.post(group + "/members").json(Map.of("handles", handles(others)));
    }

    Call giveRole(String group, Person member) {
        return api.put(group + "/members/" + member.id()).json(Map.of("role", "admin"));
    }

    Call markRead(String group) {
        return api.put(group + "/read").json(Map.of("last_read_seq", 1));
    }

    private static List<String> handles(Person... others) {
        return Arrays.stream(others).map(Person::handle).toList();
    }

    /** {@link #items}, read anew only when the scene itself has written since. */
    List<Map<String, AttributeValue>> itemsBefore() {
        if (itemsBefore == null) {
            itemsBefore = items();
        }
        return itemsBefore;
    }

    /** All conversations of this scene, and all rows, receipts and blocks of its people. */
    List<Map<String, AttributeValue>> items() {
        Stream<ConversationId> all =
                Stream.concat(Stream.of(conversation, blockedPair, lostPair), own.values().stream());
        return Stream.concat(
                        all.flatMap(Scene::partitionsOf),
                        people.values().stream()
                                .map(Person::id)
                                .flatMap(id -> Stream.of(
                                        TableSpec.GROUP_PREFIX + id,
                                        TableSpec.RECEIPT_PREFIX + id,
                                        TableSpec.BLOCK_PREFIX + id)))
                .flatMap(partition -> api.items(partition).stream())
                .toList();
    }

    /** What somebody who is not in the group never changes: the group, and its members' rows of it. */
    List<Map<String, AttributeValue>> itemsOutOfReach(Who who) {
        if (who.isInTheGroup()) {
            return List.of();
        }
        return Stream.concat(
                        partitionsOf(conversation).flatMap(partition -> api.items(partition).stream()),
                        Arrays.stream(Who.values())
                                .filter(Who::isInTheGroup)
                                .flatMap(member -> api
                                        .items(TableSpec.GROUP_PREFIX
                                                + of(member).id())
                                        .stream())
                                .filter(item -> item.get(TableSpec.SK).s().equals(conversation.toString())))
                .toList();
    }

    private static Stream<String> partitionsOf(ConversationId conversation) {
        return Stream.of(TableSpec.MESSAGE_PREFIX, TableSpec.ABOUT_PREFIX, TableSpec.CHANGE_PREFIX)
                .map(prefix -> prefix + conversation);
    }
}
