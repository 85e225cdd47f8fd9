package com.cruddur.core.send;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.message.KnownNumbers;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

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
    private final KnownNumbers known;
    private final SendPacing pacing;
    private final Clock clock;
    private final LongSupplier random;
    private final Announcer announcer;

    /**
     * @param random makes the ids of messages
     * @param announcer learns of each message that is stored
     */
    public MessageLog(
            Messages messages,
            Receipts receipts,
            KnownNumbers known,
            SendPacing pacing,
            Clock clock,
            LongSupplier random,
            Announcer announcer) {
        this.messages = messages;
        this.receipts = receipts;
        this.known = known;
        this.pacing = pacing;
        this.clock = clock;
        this.random = random;
        this.announcer = announcer;
    }

    /**
     * The number after the greatest that is known: free, unless somebody else has written meanwhile. Nothing; 1 RCU
     * where other processes have written in the conversation within the last seconds.
     *
     * @param seq of a message that is stored
     */
    public long nextAfter(ConversationId conversation, long seq) {
        OptionalLong newest = known.newest(conversation);
        return newest.isPresent() ? Math.max(seq, newest.getAsLong()) + 1 : newest(conversation, seq) + 1;
    }

    private long newest(ConversationId conversation, long atLeast) {
        long newest = Math.max(atLeast, messages.newestSeq(conversation));
        isStored(conversation, newest);
        return newest;
    }

    /** Remembers that a message is stored, for the sends to come. */
    public void isStored(ConversationId conversation, long seq) {
        known.isStored(conversation, seq);
    }

    /** The same for a message that was stored in this moment, which is announced. */
    public void isStored(Message message) {
        isStored(message.conversation(), message.seq());
        announcer.sent(message);
    }

    /** A repeat has found a group that was made before: whoever has made it may have ended before it told. */
    public void isMade(ConversationId group, Collection<UserId> members, UserId creator) {
        isStored(group, MessageSeq.FIRST);
        announcer.shown(members);
        announcer.row(creator, group);
    }

    /** Somebody's lost row is there again. */
    void isRestored(UserId owner, ConversationId conversation) {
        announcer.row(owner, conversation);
    }

    /**
     * Which message a request becomes, decided once for each key. 1 WCU with a key, nothing without.
     *
     * @param seq a number whose predecessor is stored
     */
    public Receipt claim(SendRequest request, ConversationId conversation, long seq) {
        Receipt wanted = new Receipt(conversation, MessageId.random(random), seq, request.digest());
        IdempotencyKey key = request.key();
        return key == null ? wanted : receipts.claim(request.sender().id(), key, wanted);
    }

    /** Whether the same request came before under its key. 1 RCU with a key, nothing without. */
    public boolean isRepeat(SendRequest request) {
        IdempotencyKey key = request.key();
        return key != null && receipts.has(request.sender().id(), key, request.digest());
    }

    /** The message of a request, at the number of its receipt. */
    public Message place(SendRequest request, Receipt receipt) {
        return request.draft(receipt).at(receipt.seq(), clock.instant());
    }

    /**
     * Stores the message of a receipt, or finds that it is stored. 1 WCU per KB. Each number that somebody else has won
     * first costs 1 WCU and 1 RCU more, and 1 WCU for the receipt if there is a key.
     *
     * @param receipt as {@link #claim} has returned it
     * @return the message as it is stored
     * @throws com.cruddur.core.problem.CruddurException
     *     {@link com.cruddur.core.problem.ErrorCode#TEMPORARILY_UNAVAILABLE} after {@link #MAX_ATTEMPTS}: it is not
     *     stored, and may be sent again
     */
    Message append(SendRequest request, Receipt receipt) {
        Receipt held = receipt;
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<Message> stored = messages.put(place(request, held));
            if (stored.isPresent()) {
                isStored(stored.get());
                return stored.get();
            }
            isStored(held.conversation(), held.seq());
            known.raceLost(held.conversation());
            if (attempt == MAX_ATTEMPTS) {
                break;
            }
            pacing.pauseAfter(attempt);
            long next = newest(held.conversation(), held.seq()) + 1;
            held = move(request, held, next);
        }
        throw LocalPacing.busy();
    }

    private Receipt move(SendRequest request, Receipt held, long next) {
        IdempotencyKey key = request.key();
        return key == null ? held.movedTo(next) : receipts.move(request.sender().id(), key, held, next);
    }
}
