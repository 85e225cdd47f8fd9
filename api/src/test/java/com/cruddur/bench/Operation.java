package com.cruddur.bench;

import java.util.random.RandomGenerator;

/** What a request asks for. Of 100, 60 list conversations, 30 read a page of messages, 10 send. */
public enum Operation {
    LIST(60),
    PAGE(30),
    SEND(10);

    private final int percent;

    Operation(int percent) {
        this.percent = percent;
    }

    public static Operation next(RandomGenerator random) {
        int dice = random.nextInt(100);
        for (Operation operation : values()) {
            dice -= operation.percent;
            if (dice < 0) {
                return operation;
            }
        }
        throw new IllegalStateException("The shares are 100 together");
    }
}
