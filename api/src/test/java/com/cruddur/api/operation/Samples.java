package com.cruddur.api.operation;

import static java.util.Map.entry;

import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.message.MessageText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A good request for every operation. An operation that is added to the contract needs one here. */
final class Samples {

    private interface Sample {
        Call call(Samples scene, String conversation);
    }

    /** 👍 in a path. */
    private static final String THUMB = "%F0%9F%91%8D";

    private static final Map<String, Sample> SAMPLES = Map.ofEntries(
            entry("listMessageGroups", (scene, conversation) -> scene.api.get("/api/message_groups")),
            entry(
                    "createMessageGroup",
                    (scene, conversation) -> scene.api
                            .post("/api/message_groups")
                            .json(Map.of("handles", List.of(scene.bob.handle(), scene.carol.handle())))),
            entry("getMessageGroup", (scene, conversation) -> scene.api.get(group(conversation))),
            entry(
                    "changeMessageGroup",
                    (scene, conversation) ->
                            scene.api.patch(group(conversation)).json(Map.of("title", "Zocalo"))),
            entry(
                    "clearMessageGroup",
                    (scene, conversation) ->
                            scene.api.delete(group(conversation)).with("last_seq", 1)),
            entry(
                    "changeMessageGroupSettings",
                    (scene, conversation) ->
                            scene.api.put(group(conversation) + "/settings").json(Map.of("marked_unread", true))),
            entry(
                    "addMembers",
                    (scene, conversation) -> scene.api
                            .post(group(conversation) + "/members")
                            .json(Map.of("handles", List.of(scene.dave.handle())))),
            entry(
                    "setMemberRole",
                    (scene, conversation) -> scene.api
                            .put(group(conversation) + "/members/" + scene.bob.id())
                            .json(Map.of("role", "admin"))),
            entry(
                    "removeMember",
                    (scene, conversation) -> scene.api.delete(group(conversation) + "/members/" + scene.carol.id())),
            entry("tellTyping", (scene, conversation) -> scene.api.post(group(conversation) + "/typing")),
            entry("listOnline", (scene, conversation) -> scene.api.get(group(conversation) + "/presence")),
            entry("streamEvents", (scene, conversation) -> scene.api.get("/api/events")),
            entry("listReaders", (scene, conversation) -> scene.api.get(group(conversation) + "/readers")),
            entry("listMessages", (scene, conversation) -> scene.api.get("/api/messages/" + conversation)),
            entry("getMessage", (scene, conversation) -> scene.api.get(scene.message(conversation))),
            entry(
                    "editMessage",
                    (scene, conversation) ->
                            scene.api.put(scene.message(conversation)).json(Map.of("message", "Good day"))),
            entry(
                    "deleteMessage",
                    (scene, conversation) -> scene.api.delete("/api/messages/" + conversation + "/" + scene.toDelete)),
            entry(
                    "addReaction",
                    (scene, conversation) -> scene.api.put(scene.message(conversation) + "/reactions/" + THUMB)),
            entry(
                    "removeReaction",
                    (scene, conversation) -> scene.api.delete(scene.message(conversation) + "/reactions/" + THUMB)),
            entry(
                    "listMessageChanges",
                    (scene, conversation) -> scene.api.get("/api/messages/" + conversation + "/changes")),
            entry(
                    "sendMessage",
                    (scene, conversation) -> scene.api
                            .post("/api/messages")
                            .json(Map.of("message", "Hello", "message_group_uuid", conversation))),
            entry(
                    "markMessageGroupRead",
                    (scene, conversation) ->
                            scene.api.put(group(conversation) + "/read").json(Map.of("last_read_seq", scene.seq))),
            entry("getMe", (scene, conversation) -> scene.api.get("/api/me")),
            entry(
                    "changeMe",
                    (scene, conversation) -> scene.api.patch("/api/me").json(Map.of("presence", true))),
            entry(
                    "searchUsers",
                    (scene, conversation) -> scene.api.get("/api/users").with("q", scene.bob.handle())),
            entry("blockUser", (scene, conversation) -> scene.api.put(scene.block())),
            entry("unblockUser", (scene, conversation) -> scene.api.delete(scene.block())),
            entry("listBlocks", (scene, conversation) -> scene.api.get("/api/blocks")),
            entry(
                    "getUserShort",
                    (scene, conversation) -> scene.api.get("/api/users/@" + scene.alice.handle() + "/short")),
            entry("listHomeActivities", (scene, conversation) -> scene.api.get("/api/activities/home")));

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final Person dave;
    private final Person erin;
    private final String conversation;
    private final long toDelete;
    private final long seq;

    /** A group in which its admin has written twice. */
    Samples(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.carol = api.person();
        this.dave = api.person();
        this.erin = api.person();
        ConversationId group = api.group(alice, History.ALL, bob, carol);
        this.conversation = group.toString();
        this.toDelete = write(group, "Goodbye");
        this.seq = write(group, "Hello");
    }

    private long write(ConversationId group, String text) {
        return api.useCases()
                .sendMessage()
                .send(alice.user(), group, new MessageText(text), null)
                .seq();
    }

    private static String group(String conversation) {
        return "/api/message_groups/" + conversation;
    }

    private String block() {
        return "/api/users/@" + erin.handle() + "/block";
    }

    private String message(String anyConversation) {
        return "/api/messages/" + anyConversation + "/" + seq;
    }

    static Set<String> operationIds() {
        return SAMPLES.keySet();
    }

    Person alice() {
        return alice;
    }

    /** By a member, about her conversation. */
    Call of(ContractOperation operation) {
        return about(operation, conversation).as(alice);
    }

    /** By nobody yet. */
    Call about(ContractOperation operation, String anyConversation) {
        return SAMPLES.get(operation.id()).call(this, anyConversation);
    }

    String conversation() {
        return conversation;
    }
}
