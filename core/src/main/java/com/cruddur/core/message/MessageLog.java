package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Puts messages at the end of conversations (AP4, AP4i). A message wins its number by being put at it while it is free;
 * so numbers have no holes, and whoever has read up to one has read everything before it. Whether somebody may write
 * is not decided here. Safe for many threads.
 *
 * <p>Why a message is stored once under its key: it is put at the receipt's number only, and the receipt gets another
 * one only after its number was seen to hold another message, which it holds for good.
 */
public final class MessageLog {

    /** How many numbers a send tries to win. */
    public static final int MAX_ATTEMPTS = 10;

    private final Messages messages;
    private final Receipts receipts;
    private final SendPacing pacing;
    private final Clock clock;
    private final KnownNumbers known = new KnownNumbers();

    public MessageLog(DynamoDbClient dynamoDb, String tableName, Clock clock, SendPacing pacing) {
        this.messages = new Messages(dynamoDb, tableName);
        this.receipts = new Receipts(dynamoDb, tableName, clock);
        this.pacing = pacing;
        this.clock = clock;
    }

    /**
     * The number after the greatest that is known: free, unless somebody else has written meanwhile. Nothing; 1 RCU
     * where other processes have written in the conversation within the last seconds.
     *
     * @param seq of a message that is stored
     */
    public long nextAfter(ConversationId conversation, long seq) {
        long now = pacing.nanoTime();
        if (known.isProbablyBehind(conversation, now)) {
            return newest(conversation, seq) + 1;
        }
        return Math.max(seq, known.of(conversation, now)) + 1;
    }

    private long newest(ConversationId conversation, long atLeast) {
        long newest = Math.max(atLeast, messages.newestSeq(conversation));
        isStored(conversation, newest);
        return newest;
    }

    /** Remembers that a message is stored, for the sends to come. */
    public void isStored(ConversationId conversation, long seq) {
        known.isStored(conversation, seq, pacing.nanoTime());
    }

    /**
     * Which message a send is, decided once for each key. 1 WCU with a key, nothing without.
     *
     * @param wanted at a number whose predecessor is stored
     */
    public Receipt claim(UUID sender, @Nullable IdempotencyKey key, Receipt wanted) {
        return key == null ? wanted : receipts.claim(sender, key, wanted);
    }

    /**
     * Stores the message of a receipt, or finds that it is stored. 1 WCU per KB. Each number that somebody else has won
     * first costs 1 WCU and 1 RCU more, and 1 WCU for the receipt if there is a key.
     *
     * @param receipt as {@link #claim} has returned it
     * @param draft the message, given the receipt
     * @return the message as it is stored
     * @throws com.cruddur.core.problem.CruddurException
     *     {@link com.cruddur.core.problem.ErrorCode#TEMPORARILY_UNAVAILABLE} after {@link #MAX_ATTEMPTS}: it is not
     *     stored, and may be sent again
     */
    public Message append(
            UUID sender, @Nullable IdempotencyKey key, Receipt receipt, Function<Receipt, MessageDraft> draft) {
        Receipt held = receipt;
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<Message> stored = messages.put(draft.apply(held).at(held.seq(), clock.instant()));
            isStored(held.conversation(), held.seq());
            if (stored.isPresent()) {
                return stored.get();
            }
            known.raceLost(held.conversation(), pacing.nanoTime());
            if (attempt == MAX_ATTEMPTS) {
                break;
            }
            pacing.pauseAfter(attempt);
            long next = newest(held.conversation(), held.seq()) + 1;
            held = key == null ? held.movedTo(next) : receipts.move(sender, key, held, next);
        }
        throw LocalPacing.busy();
    }
}
