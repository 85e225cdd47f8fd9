package com.cruddur.core.testing;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Calls at the same time. */
public final class Concurrently {

    private Concurrently() {}

    /** Calls again while it is refused for want of room, as clients do: on a slow machine ten at once wait for too long. */
    public static <T> T repeated(ErrorCode refusal, Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (CruddurException e) {
                if (e.code() != refusal) {
                    throw e;
                }
            }
        }
    }

    /** Calls with 0, 1, 2 and so on, ten at a time. Answers come in the order of the numbers; the first failure is thrown. */
    public static <T> List<T> call(int times, IntFunction<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<T>> futures = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> call.apply(i)))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
