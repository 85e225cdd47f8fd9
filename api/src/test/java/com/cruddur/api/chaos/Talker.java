package com.cruddur.api.chaos;

import com.cruddur.api.chaos.Agreed.Said;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.core.problem.ErrorCode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Somebody who sends, edits, deletes and reacts, one after the other, and repeats each until it is acknowledged. */
final class Talker implements Runnable {

    private static final List<String> EMOJI = List.of("👍", "🚀", "😀");

    private final URI api;
    private final Person self;
    private final List<Person> others;
    private final String group;
    private final Agreed agreed;
    private final Random random;
    private final Persistent persistent;
    private final BooleanSupplier goOn;
    private int sent;

    /** @param group a conversation in which everybody is */
    Talker(
            URI api,
            Person self,
            List<Person> people,
            String group,
            Agreed agreed,
            Random random,
            AtomicInteger repeats,
            BooleanSupplier goOn) {
        this.api = api;
        this.self = self;
        this.others = people.stream().filter(person -> !person.equals(self)).toList();
        this.group = group;
        this.agreed = agreed;
        this.random = random;
        this.persistent = new Persistent(random, repeats);
        this.goOn = goOn;
    }

    @Override
    public void run() {
        while (goOn.getAsBoolean()) {
            switch (random.nextInt(10)) {
                case 0, 1 -> agreed.any(random, this::isMine).ifPresent(this::edit);
                case 2 -> agreed.any(random, this::isMine).ifPresent(this::delete);
                case 3, 4 -> agreed.any(random, said -> said.isReadBy(self)).ifPresent(this::react);
                default -> send();
            }
            ChaosClient.pause(100 + random.nextInt(300));
        }
    }

    private boolean isMine(Said said) {
        return said.sender().equals(self);
    }

    private void send() {
        String text = self.handle() + " " + sent++;
        Person partner = random.nextInt(3) == 0 ? null : others.get(random.nextInt(others.size()));
        Answer answer = persistent
                .send(call("POST", "/api/messages")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json(
                                partner == null
                                        ? Map.of("message", text, "message_group_uuid", group)
                                        : Map.of("message", text, "handle", partner.handle())))
                .isOk();
        agreed.sent(
                new Said(
                        UUID.fromString(answer.text("uuid")),
                        answer.text("message_group_uuid"),
                        answer.number("seq"),
                        self,
                        partner),
                text);
    }

    private void edit(Said said) {
        String text = self.handle() + " " + sent++ + ", edited";
        persistent
                .send(call("PUT", said.address()).json(Map.of("message", text)))
                .isOk();
        agreed.edited(said, text);
    }

    private void delete(Said said) {
        persistent.send(call("DELETE", said.address())).isOk();
        agreed.deleted(said);
    }

    /** Whoever has sent it may have deleted it meanwhile. */
    private void react(Said said) {
        String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
        boolean isThere = random.nextInt(3) > 0;
        Answer answer = persistent.send(call(
                isThere ? "PUT" : "DELETE",
                said.address() + "/reactions/" + URLEncoder.encode(emoji, StandardCharsets.UTF_8)));
        if (answer.status() == 409) {
            answer.is(ErrorCode.MESSAGE_DELETED);
        } else {
            answer.isOk();
            agreed.reacted(said, emoji, self.id(), isThere);
        }
    }

    private Call call(String method, String address) {
        return new Call(api, method, address).as(self);
    }
}
