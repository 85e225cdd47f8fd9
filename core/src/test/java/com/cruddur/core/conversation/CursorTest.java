package com.cruddur.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CursorTest {

    @Property
    void comesBackAsItWas(@ForAll("uuids") UUID message, @ForAll("uuids") UUID conversation) {
        Cursor cursor = new Cursor(message, new ConversationId(conversation));

        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]{44}");
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @Property
    void anythingElseIsRefusedWithAReason(@ForAll String text) {
        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOf(CruddurException.class)
                .hasMessageContaining("Link header");
    }

    @Property
    void aCutOrLengthenedCursorIsRefused(@ForAll("uuids") UUID message, @ForAll("uuids") UUID conversation) {
        String encoded = new Cursor(message, new ConversationId(conversation)).encode();

        assertThatThrownBy(() -> Cursor.decode(encoded.substring(1))).isInstanceOf(CruddurException.class);
        assertThatThrownBy(() -> Cursor.decode(encoded + "A")).isInstanceOf(CruddurException.class);
        assertThatThrownBy(() -> Cursor.decode(encoded + "=")).isInstanceOf(CruddurException.class);
    }

    @Provide
    Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
