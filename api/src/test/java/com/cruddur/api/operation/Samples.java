package com.cruddur.api.operation;

import static java.util.Map.entry;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.util.Map;
import java.util.Set;

/** A good request for every operation. An operation that is added to the contract needs one here. */
final class Samples {

    private interface Sample {
        Call call(Samples scene, String conversation);
    }

    private static final Map<String, Sample> SAMPLES = Map.ofEntries(
            entry("listMessageGroups", (scene, conversation) -> scene.api.get("/api/message_groups")),
            entry("listMessages", (scene, conversation) -> scene.api.get("/api/messages/" + conversation)),
            entry(
                    "sendMessage",
                    (scene, conversation) -> scene.api
                            .post("/api/messages")
                            .json(Map.of("message", "Hello", "message_group_uuid", conversation))),
            entry(
                    "markMessageGroupRead",
                    (scene, conversation) -> scene.api
                            .put("/api/message_groups/" + conversation + "/read")
                            .json(Map.of("last_read_seq", scene.seq))),
            entry("getMe", (scene, conversation) -> scene.api.get("/api/me")),
            entry(
                    "getUserShort",
                    (scene, conversation) -> scene.api.get("/api/users/@" + scene.alice.handle() + "/short")),
            entry("listHomeActivities", (scene, conversation) -> scene.api.get("/api/activities/home")));

    private final RunningApi api;
    private final Person alice;
    private final String conversation;
    private final long seq;

    /** Two people who have written to each other. */
    Samples(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        Answer sent = api.say(alice, api.person(), "Hello");
        this.conversation = sent.text("message_group_uuid");
        this.seq = sent.number("seq");
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
