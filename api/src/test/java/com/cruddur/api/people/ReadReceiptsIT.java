package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.group.History;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "Seen" works both ways. */
@ExtendWith(ApiExtension.class)
class ReadReceiptsIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final String group;

    ReadReceiptsIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.carol = api.person();
        this.group = api.group(alice, History.ALL, bob, carol).toString();
    }

    @Test
    void whoHidesHowFarTheyHaveReadSeesNobodys() {
        api.put("/api/message_groups/" + group + "/read")
                .as(bob)
                .json(Map.of("last_read_seq", 1))
                .send()
                .is(204);
        assertThat(readers(alice).each("uuid")).containsExactlyInAnyOrder(id(bob), id(carol));

        show(bob, false);

        assertThat(readers(alice).each("uuid")).containsExactly(id(carol));
        assertThat(readers(carol).each("uuid")).containsExactly(id(alice));
        assertThat(readers(bob).json()).isEmpty();

        show(bob, true);

        assertThat(readers(alice).each("uuid")).containsExactlyInAnyOrder(id(bob), id(carol));
        assertThat(readers(bob).each("uuid")).containsExactlyInAnyOrder(id(alice), id(carol));
    }

    @Test
    void whoIsBlockedSeesNoMoreHowFarTheOtherReads() {
        String pair = api.say(alice, bob, "Hello").text("message_group_uuid");
        assertThat(readers(alice, pair).each("uuid")).containsExactly(id(bob));

        api.useCases().blockPeople().block(bob.user(), alice.user());

        assertThat(readers(alice, pair).json()).isEmpty();
        assertThat(readers(alice, group).each("uuid")).contains(id(bob));

        api.useCases().blockPeople().unblock(bob.user(), alice.user());

        assertThat(readers(alice, pair).each("uuid")).containsExactly(id(bob));
    }

    private static String id(Person person) {
        return person.id().toString();
    }

    private Answer readers(Person person) {
        return readers(person, group);
    }

    private Answer readers(Person person, String conversation) {
        return api.get("/api/message_groups/" + conversation + "/readers")
                .as(person)
                .send()
                .isOk();
    }

    private void show(Person person, boolean readReceipts) {
        api.patch("/api/me")
                .as(person)
                .json(Map.of("read_receipts", readReceipts))
                .send()
                .isOk();
    }
}
