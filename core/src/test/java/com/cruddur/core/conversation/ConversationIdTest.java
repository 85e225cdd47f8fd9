package com.cruddur.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {

    @Property
    void aPairHasOneConversationInEitherOrder(@ForAll("users") UserId one, @ForAll("users") UserId other) {
        assertThat(ConversationId.between(one, other)).isEqualTo(ConversationId.between(other, one));
    }

    @Property
    void anotherPairHasAnother(
            @ForAll("users") UserId one, @ForAll("users") UserId other, @ForAll("users") UserId third) {
        if (!other.equals(third)) {
            assertThat(ConversationId.between(one, other)).isNotEqualTo(ConversationId.between(one, third));
        }
    }

    /** Stored rows depend on it: if this test fails, every conversation of a pair would begin anew. */
    @Test
    void theDerivationNeverChanges() {
        assertThat(ConversationId.between(
                        UserId.parse("00000000-0000-4000-8000-000000000001"),
                        UserId.parse("00000000-0000-4000-8000-000000000002")))
                .hasToString("a68d520a-bce4-5a8e-b5fd-f84a1c58c678");
    }

    @Property
    void comesBackFromItsText(@ForAll("users") UserId one, @ForAll("users") UserId other) {
        ConversationId id = ConversationId.between(one, other);

        assertThat(ConversationId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "6ae8cf0f6b735d4c9a2e1f0c1a1f7a11", "../../../../etc/passwd/aaaaaaaaaaaaaa"})
    void refusesWhatIsNoUuid(String text) {
        assertThatThrownBy(() -> ConversationId.parse(text)).isInstanceOf(CruddurException.class);
    }

    @Provide
    Arbitrary<UserId> users() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as((a, b) -> new UserId(new UUID(a, b)));
    }
}
