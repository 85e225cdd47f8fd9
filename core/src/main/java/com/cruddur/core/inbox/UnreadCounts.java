package com.cruddur.core.inbox;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Counts what is unread in conversations, in several at the same time. */
final class UnreadCounts {

    private final Messages messages;
    private final Executor counting;

    /** @param counting may run some at the same time; {@code Runnable::run} counts one after the other */
    UnreadCounts(Messages messages, Executor counting) {
        this.messages = messages;
        this.counting = counting;
    }

    /** Of one. 0.5 RCU or more if something may be unread, nothing otherwise. */
    int of(Conversation conversation) {
        return conversation.mayHaveUnread()
                ? messages.countUnread(conversation.id(), conversation.owner(), conversation.unreadAfter())
                : 0;
    }

    /** Of each, in the same order. The caller counts the last one itself. */
    List<Integer> of(List<Conversation> conversations) {
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        for (Conversation conversation : conversations) {
            tasks.add(new FutureTask<>(() -> of(conversation)));
        }
        List<FutureTask<Integer>> calling = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (conversations.get(i).mayHaveUnread()) {
                calling.add(tasks.get(i));
            } else {
                tasks.get(i).run();
            }
        }
        for (int i = 0; i < calling.size() - 1; i++) {
            counting.execute(calling.get(i));
            if (calling.get(i).isDone()) {
                // It has failed perhaps: then nothing more is asked for.
                result(calling.get(i));
            }
        }
        if (!calling.isEmpty()) {
            calling.get(calling.size() - 1).run();
        }
        return tasks.stream().map(UnreadCounts::result).toList();
    }

    private static int result(FutureTask<Integer> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while unread messages were counted", e);
        }
    }
}
