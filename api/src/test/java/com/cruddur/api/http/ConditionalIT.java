package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists and pages are sent once to whoever keeps them. */
@ExtendWith(ApiExtension.class)
class ConditionalIT {

    private static final String LIST = "/api/message_groups";

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final String page;

    ConditionalIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.page = "/api/messages/" + api.say(alice, bob, "hello").text("message_group_uuid");
    }

    @Test
    void whoHasThePageAlreadyGetsNoneAndMayKeepNothingElsewhere() {
        for (String address : new String[] {LIST, page}) {
            String tag = tag(alice, address);

            Answer again = ask(alice, address, tag).is(304);

            assertThat(again.body()).isEmpty();
            assertThat(again.header("ETag")).contains(tag);
            assertThat(again.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void aNewMessageIsAnotherPage() {
        String tag = tag(bob, page);
        api.say(alice, bob, "again");

        assertThat(ask(bob, page, tag).isOk().each("message")).containsExactly("hello", "again");
    }

    @Test
    void anotherLinkIsAnotherPageThoughTheBodyIsTheSame() {
        api.say(alice, bob, "2");
        String address = page + "?limit=1&after=0";
        String tag = tag(bob, page + "?limit=1&after=0");
        String ofTheLastOne = tag(bob, page + "?limit=1&before=2");

        assertThat(tag).isNotEqualTo(ofTheLastOne);
        ask(bob, address, ofTheLastOne).isOk();
    }

    @Test
    void aReactionOfOnesOwnIsAnotherPageForEachOfTheTwo() {
        api.put(page + "/1/reactions/%F0%9F%91%8D").as(bob).send().isGood();

        assertThat(tag(bob, page)).isNotEqualTo(tag(alice, page));
    }

    @Test
    void theTagOfAPageOpensNoConversation() {
        String tag = tag(alice, page);

        ask(api.person(), page, tag).is(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
        ask(api.person(), page, "*").is(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
    }

    private String tag(Person who, String address) {
        return api.get(address).as(who).send().isOk().header("ETag").orElseThrow();
    }

    private Answer ask(Person who, String address, String tag) {
        return api.get(address).as(who).header("If-None-Match", tag).send();
    }
}
