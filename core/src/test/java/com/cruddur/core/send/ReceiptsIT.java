package com.cruddur.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The receipt of a send under a key (AP4i), and its move to another number. */
class ReceiptsIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final Receipts receipts = new Receipts(TABLE.client(), TABLE.name(), Clock.systemUTC());
    private final UserId andrew = new UserId(UUID.randomUUID());
    private final IdempotencyKey key = new IdempotencyKey("once");
    private final Receipt wanted = new Receipt(
            new ConversationId(UUID.randomUUID()), new MessageId(UUID.randomUUID()), 5, "digest of the request");

    @Test
    void theFirstClaimDecidesAndEveryRepeatGetsIt() {
        Receipt other = new Receipt(wanted.conversation(), new MessageId(UUID.randomUUID()), 9, wanted.digest());

        assertThat(receipts.claim(andrew, key, wanted)).isEqualTo(wanted);
        assertThat(receipts.claim(andrew, key, other)).isEqualTo(wanted);
    }

    @Test
    void aReceiptMovesAndARepeatGetsTheNewNumberOfTheSameMessage() {
        receipts.claim(andrew, key, wanted);

        assertThat(receipts.move(andrew, key, wanted, 7)).isEqualTo(wanted.movedTo(7));

        assertThat(receipts.claim(andrew, key, wanted)).isEqualTo(wanted.movedTo(7));
    }

    @Test
    void aMoveOfAReceiptThatHasMovedChangesNothingAndSaysWhereItIs() {
        receipts.claim(andrew, key, wanted);
        receipts.move(andrew, key, wanted, 7);

        assertThat(receipts.move(andrew, key, wanted, 8)).isEqualTo(wanted.movedTo(7));

        assertThat(number()).isEqualTo(7);
    }

    @Test
    void ofTwoRepeatsThatMoveAReceiptAtOnceOneDecidesForBoth() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            receipts.claim(andrew, key, wanted);
            List<Future<Receipt>> moves = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long newSeq = 10 + i;
                moves.add(threads.submit(() -> receipts.move(andrew, key, wanted, newSeq)));
            }

            List<Receipt> held = new ArrayList<>();
            for (Future<Receipt> move : moves) {
                held.add(move.get());
            }
            assertThat(held).containsOnly(wanted.movedTo(number()));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aReceiptThatExpiredAndIsGoneIsClaimedAgainAtTheNewNumber() {
        receipts.claim(andrew, key, wanted);
        TABLE.client().deleteItem(delete -> delete.tableName(TABLE.name()).key(itemKey()));

        assertThat(receipts.move(andrew, key, wanted, 7)).isEqualTo(wanted.movedTo(7));

        assertThat(number()).isEqualTo(7);
        assertThat(Objects.requireNonNull(item().get("expires_at"))).isNotNull();
    }

    @Test
    void aKeyThatBelongsToAnotherRequestMeanwhileIsNotTakenFromIt() {
        Receipt others =
                new Receipt(wanted.conversation(), new MessageId(UUID.randomUUID()), 6, "digest of another request");
        receipts.claim(andrew, key, others);

        assertThatThrownBy(() -> receipts.move(andrew, key, wanted, 7))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));

        assertThat(number()).isEqualTo(6);
    }

    /** It expired, and a repeat of the same request has claimed the key again: both put that one's message. */
    @Test
    void aKeyThatWasClaimedAgainByTheSameRequestGivesThatMessage() {
        Receipt again = new Receipt(wanted.conversation(), new MessageId(UUID.randomUUID()), 6, wanted.digest());
        receipts.claim(andrew, key, again);

        assertThat(receipts.move(andrew, key, wanted, 7)).isEqualTo(again);

        assertThat(number()).isEqualTo(6);
    }

    private long number() {
        return Item.from(item()).number("seq");
    }

    private Map<String, AttributeValue> item() {
        return TABLE.client()
                .getItem(get -> get.tableName(TABLE.name()).key(itemKey()).consistentRead(true))
                .item();
    }

    private Map<String, AttributeValue> itemKey() {
        return Item.of("SND#" + andrew, key.value()).attributes();
    }
}
